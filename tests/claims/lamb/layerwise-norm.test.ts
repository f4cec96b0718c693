import fc from 'fast-check';
import { expect, it } from 'vitest';
import claim from '../../../claims/lamb/layerwise-norm.invariant.ts';
import type { Case } from '../../../claims/lamb/step-cases.ts';

/** A gradient of 1e-14 at a thousandth of a mean square and an eight-thousandth of the loss: its square is subnormal. */
const found = { seed: -139293557, path: '4000:2:2:1:6:6:6:6:6:6:8:6:6:7:36' } as const;

it('holds where the square of a scaled gradient has lost its digits, which soaking found', () => {
  let seen: Case | undefined;
  fc.check(
    fc.property(claim.cases, (value) => {
      seen = value as Case;
      return false;
    }),
    { ...found, numRuns: 1, endOnFailure: true },
  );
  const least = Math.min(...seen!.gradients.flat().map((block) => Math.min(...block.map(Math.abs))));
  const square = 1e-3 * (seen!.factor * least) ** 2;
  expect(square).toBeGreaterThan(0);
  expect(square).toBeLessThan(2 ** -126);
  expect(claim.property(seen).holds).toBe(true);
  // With its digits the same case is held: an epsilon shows.
  expect(
    claim.mutants['an epsilon of 1e-6, scale of the loss']!.property({ ...seen!, factor: 1 / 2 }).holds,
  ).toBe(false);
});
