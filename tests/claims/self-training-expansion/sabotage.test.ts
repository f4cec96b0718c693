import { describe, expect, it } from 'vitest';
import { judge, type EmpiricalClaim } from '#claim';
import { createRng, type Seed } from '#core';
import needed from '../../../claims/self-training-expansion/needed.claim.ts';
import regularizer from '../../../claims/self-training-expansion/regularizer.claim.ts';
import type { Mistakes } from '../../../claims/self-training-expansion/setting.ts';
import wins from '../../../claims/self-training-expansion/student-wins.claim.ts';
import { students } from '../../../claims/self-training-expansion/students.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

type Arms = EmpiricalClaim['arms'];

/** Students of the smoke tier end near these, on development seeds; they take long to train. */
const ends = {
  consistent: { error: 0.025, inconsistency: 0.09 },
  augmented: { error: 0.015, inconsistency: 0.06 },
  narrow: { error: 0.28, inconsistency: 0.75 },
  narrowAugmented: { error: 0.27, inconsistency: 0.7 },
  arcWide: { error: 0.01, inconsistency: 0.06 },
  localWide: { error: 0.01, inconsistency: 0.06 },
};

/** Students that end so, give or take a tenth. */
function ending({ error, inconsistency }: (typeof ends)['narrow']): Arms[string] {
  const near = (seed: Seed, value: number): number => value * createRng(seed, 'ends').uniform(0.9, 1.1);
  return ({ seeds }) =>
    Promise.resolve(
      seeds.map((seed) => ({
        steps: 1,
        series: { error: [near(seed, error)], inconsistency: [near(seed, inconsistency)] },
        values: { teacher: 0.2, unfitted: 0.1 },
        at: { error: [1], inconsistency: [1] },
      })),
    );
}

/** The claim with students in the place of some that are trained here, for as long as its own. */
function judged(claim: EmpiricalClaim, trained: Arms) {
  const known: Arms = Object.fromEntries(Object.entries(ends).map(([name, end]) => [name, ending(end)]));
  const arms = Object.fromEntries(
    Object.keys(claim.arms).map((name) => [name, trained[name] ?? known[name] ?? claim.arms[name]!]),
  );
  const smoke = { ...claim.tiers.smoke, sets: 1, testSamples: 500, seeds: 8 };
  return judge({ ...claim, arms, tiers: { ...claim.tiers, smoke } }, options);
}

const without = (mistakes: Mistakes) => students(mistakes, { consistency: 0 }) as Arms[string];

describe('needed', () => {
  it('is worth nothing where the students of contiguous mistakes are not consistent', async () => {
    const evidence = await judged(needed, { arc: without('arc'), local: without('local') });
    expect(evidence).toMatchObject({ verdict: 'inconclusive', requires: { successes: 0 } });
  });
});

describe('student-wins', () => {
  it('holds on no seed where the regularizer is off', async () => {
    const evidence = await judged(wins, { consistent: without('scattered') });
    expect(evidence).toMatchObject({ verdict: 'inconclusive', successes: 0 });
  });
});

describe('regularizer', () => {
  it('is untested where there is none', async () => {
    const evidence = await judged(regularizer, { consistent: without('scattered') });
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
  });
});
