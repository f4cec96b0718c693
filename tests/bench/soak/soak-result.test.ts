import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineInvariant, judge } from '#claim';
import { asExpected, keptOf, soakLine, withRun } from '../../../bench/soak/soak-result.ts';
import { options, paper } from '../../claim/scripted.ts';

const claimOf = (holds: boolean, revision = 1) =>
  defineInvariant({
    id: 'toy-paper/soaked',
    revision,
    states: 'It holds.',
    source: { paper, at: 'Lemma 1' },
    runs: { smoke: 20, standard: 20 },
    cases: fc.integer(),
    property: () => ({ holds, error: 2 }),
    mutants: { m: { property: () => ({ holds: false }) } },
  });

const claim = claimOf(true);
const empty = keptOf({}, claim, 20);

describe('the result of a soak', () => {
  it('keeps a run by its base, and counts it as expected when every case held', async () => {
    const kept = withRun(empty, 7, await judge(claim, options));
    expect(kept).toMatchObject({
      runs: { 7: { cases: 20, held: 20 } },
      worstError: 2,
      expected: 'supported',
    });
    expect(asExpected(kept, kept.runs[7]!)).toBe(true);
    expect(asExpected({ ...kept, casesPerBase: 200 }, kept.runs[7]!)).toBe(false);
    expect(asExpected({ ...kept, expected: 'refuted' }, kept.runs[7]!)).toBe(false);
    expect(soakLine({ [claim.id]: kept }, 2, 1)).toBe(
      '1 of 2 invariants have all 1 bases, 1 runs of 2; 0 not as expected',
    );
  });

  it('keeps the case that broke, and names its base', async () => {
    const kept = withRun(empty, 7, await judge(claimOf(false), options));
    expect(kept.runs[7]).toMatchObject({ cases: 1, held: 0, counterexample: { value: '0' } });
    expect(asExpected(kept, kept.runs[7]!)).toBe(false);
    expect(asExpected({ ...kept, expected: 'refuted' }, kept.runs[7]!)).toBe(true);
    expect(soakLine({ [claim.id]: kept }, 1, 20)).toBe(
      '0 of 1 invariants have all 20 bases, 1 runs of 20; 1 not as expected: toy-paper/soaked at base 7',
    );
  });

  it('goes on with the same revision and cases, and begins again with others', async () => {
    const kept = withRun(empty, 7, await judge(claim, options));
    const result = { [claim.id]: kept };
    expect(keptOf(result, claim, 20)).toBe(kept);
    expect(keptOf(result, claim, 40).runs).toEqual({});
    expect(keptOf(result, claimOf(true, 2), 20)).toMatchObject({ revision: 2, runs: {} });
  });
});
