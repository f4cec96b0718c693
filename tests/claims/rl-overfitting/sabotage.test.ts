import { describe, expect, it } from 'vitest';
import { type EmpiricalClaim, judge } from '#claim';
import { createRng, type Seed } from '#core';
import { testLevels, trainingLevels, familiarShare } from '../../../claims/rl-overfitting/pools.ts';
import memorise from '../../../claims/rl-overfitting/memorise-random.claim.ts';
import detection from '../../../claims/rl-overfitting/no-detection.claim.ts';
import prevention from '../../../claims/rl-overfitting/no-prevention.claim.ts';
import stickiness from '../../../claims/rl-overfitting/stickiness.claim.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

type Played = Readonly<Record<string, number>>;

/** Means of 8 development seeds: training an agent takes a minute. */
const seen = {
  conv10: {
    ...{ train: 1.95, sticky: 1.69, spawn: 1.33, both: 1.08, test: -0.18, replaced: 0.18, familiar: -0.1 },
    ...{ sticky75: 1.28, sticky99: 1.25, executed99: -0.91 },
  },
  conv1000: {
    ...{ train: 1.61, sticky: 1.42, spawn: 1.55, both: 1.36, test: 1.49, replaced: 0.18, familiar: -0.1 },
    ...{ sticky75: 1.17, sticky99: 1.12, executed99: -0.9 },
  },
  openLoop: {
    ...{ train: 2.1, sticky: 0.66, spawn: -0.29, both: -0.44, test: -0.74, familiar: -0.1 },
    ...{ sticky75: 0.57, sticky99: 1.99, executed99: -1 },
  },
  conv10Stochastic: { train: 1.99, both: 1.9, test: -0.05 },
  conv1000Stochastic: { train: 1.46, both: 1.31, test: 1.44 },
  mlp10Flipped: { train: 1.85, test: -0.52, familiar: -0.1 },
  mlp10FlippedStochastic: { train: 1.91, both: 1.8, test: -0.47 },
  mlp10Redrawn: { train: 0.16, both: -0.03, test: -0.47, familiar: -0.1 },
};

/** What no panel reads of an agent. */
const unread = Object.fromEntries(Object.keys(seen.conv10).map((name) => [name, 0]));

/** Agents that earn this, give or take a hundredth. */
function playing(values: Played): EmpiricalClaim['arms'][string] {
  const trajectory = (seed: Seed) => {
    const rng = createRng(seed, 'played');
    const near = Object.entries(values).map(([name, value]) => [name, value + rng.uniform(-0.01, 0.01)]);
    return {
      steps: 1,
      values: Object.fromEntries(near) as Played,
      series: { train: [0], test: [0] },
      at: {},
    };
  };
  return ({ seeds }) => Promise.resolve(seeds.map(trajectory));
}

/** The claim judged on agents that earn what is given, those of `others` something else. */
function judged(claim: EmpiricalClaim, others: Readonly<Record<string, Played>> = {}) {
  const played: Readonly<Record<string, Played>> = { ...seen, ...others };
  const arms = Object.fromEntries(
    Object.keys(claim.arms).map((name) => [name, playing({ ...unread, ...played[name] })]),
  );
  return judge({ ...claim, arms }, options);
}

describe('judged on such agents', () => {
  it.each([detection, prevention, memorise, stickiness])('$id is supported', async (claim) => {
    const { verdict, reason } = await judged(claim);
    expect({ verdict, reason }).toMatchObject({ verdict: 'supported' });
  });
});

describe('is untested where', () => {
  const off = (agent: Played): Played => ({ ...agent, sticky: agent['train']!, replaced: 0 });
  const untested = { verdict: 'inconclusive', inconclusive: 'untested' };

  it('the detector is switched off', async () => {
    const others = { conv10: off(seen.conv10), conv1000: off(seen.conv1000) };
    expect(await judged(detection, others)).toMatchObject(untested);
  });

  it('the agents of `no-prevention` were trained without a regularizer', async () => {
    expect(await judged(prevention, { conv10Stochastic: seen.conv10 })).toMatchObject(untested);
  });

  it('agents are tested on the layouts that they were trained on', async () => {
    const mlp10Flipped = { ...seen.mlp10Flipped, familiar: 1 };
    expect(await judged(memorise, { mlp10Flipped })).toMatchObject(untested);
  });
});

it('a layout of the training levels is known by its cells, whatever its signs', () => {
  const setting = { agent: 'mlp', levels: 20, flip: 0.5 } as const;
  const training = trainingLevels('s', setting, { room: 5 });
  const plain = trainingLevels('s', { ...setting, flip: 0 }, { room: 5 });
  expect(familiarShare(training, plain)).toBeGreaterThan(0.5);
  expect(familiarShare(training, testLevels('s', setting, { room: 5, episodes: 100 }))).toBe(0);
});
