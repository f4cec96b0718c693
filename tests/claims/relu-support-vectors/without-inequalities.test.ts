import { expect, it, vi } from 'vitest';
import { judge } from '#claim';
import claim from '../../../claims/relu-support-vectors/not-a-norm.claim.ts';
import type { Problem } from '../../../claims/relu-support-vectors/motion.ts';

/** The shortest weight that meets the labels above 0, whatever it does where the label is 0. */
vi.mock(import('../../../claims/relu-support-vectors/minimum-norm.ts'), async (original) => {
  const { minimumNorm } = await original();
  return {
    minimumNorm: ({ x, y }: Problem) =>
      minimumNorm({ x: x.filter((_, i) => y[i]! > 0), y: y.filter((label) => label > 0) }),
  };
});

it('not-a-norm is untested where something that does not interpolate counts as the shortest interpolator', async () => {
  const smoke = { ...claim.tiers.smoke, instances: 60 };
  const evidence = await judge(
    { ...claim, tiers: { ...claim.tiers, smoke } },
    { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 },
  );
  expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
  expect(evidence.reason).toContain('loss of the weight of least norm');
});
