import { expect, it } from 'vitest';
import { verdictChanges } from '#report';
import { toyEvidence } from './toy-evidence.ts';

const refuted = { verdict: 'refuted', expected: 'refuted', finding: 'No.' } as const;

it('tells which verdicts changed, are new, and are no more', () => {
  const before = [
    toyEvidence(),
    toyEvidence({ id: 'toy-paper/same' }),
    toyEvidence({ id: 'toy-paper/gone' }),
  ];
  const after = [
    toyEvidence({ ...refuted, successes: 0, protocol: { fidelity: 'proxy', differences: ['a toy'] } }),
    toyEvidence({ id: 'toy-paper/same', successes: 7 }),
    toyEvidence({ id: 'toy-paper/new', verdict: 'inconclusive', inconclusive: 'budget' }),
  ];
  expect(verdictChanges(before, after))
    .toBe(`3 verdicts: 1 supported, 1 refuted, 1 inconclusive; **1 not as expected**.

| claim | tier | before | now |
| --- | --- | --- | --- |
| \`toy-paper/holds\` | smoke, proxy | ✓ supported 8/8 | ◆ refuted at this scale 0/8 |
| \`toy-paper/new\` | smoke | new | ✗ inconclusive (budget) 8/8 |
| \`toy-paper/gone\` | smoke | ✓ supported 8/8 | no more |
`);
});

it('tiers are claims of their own, and what stayed is not listed', () => {
  expect(verdictChanges([toyEvidence()], [toyEvidence()])).toBe(
    '1 verdict: 1 supported, 0 refuted, 0 inconclusive; all as expected. None changed.\n',
  );
  expect(verdictChanges([toyEvidence()], [toyEvidence(), toyEvidence({ tier: 'standard' })])).toContain(
    '| `toy-paper/holds` | standard | new | ✓ supported 8/8 |',
  );
});
