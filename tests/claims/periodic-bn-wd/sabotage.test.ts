import { describe, expect, it } from 'vitest';
import { type ArmRunner, type EmpiricalClaim, judge, type Measures, type TierSize } from '#claim';
import { median } from '#core';
import conditions from '../../../claims/periodic-bn-wd/conditions.claim.ts';
import equilibrium from '../../../claims/periodic-bn-wd/generalizes-equilibrium.claim.ts';
import lrWd from '../../../claims/periodic-bn-wd/lr-wd.claim.ts';
import phases from '../../../claims/periodic-bn-wd/phases.claim.ts';
import recovery from '../../../claims/periodic-bn-wd/recovery.claim.ts';
import { type Setting, trainingRuns } from '../../../claims/periodic-bn-wd/setting.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;

/** The claim with arms that are trained, at a size of a second, and measures in the place of all others. */
function judged(
  claim: EmpiricalClaim,
  trained: EmpiricalClaim['arms'],
  others: Record<string, Measures>,
  steps: number,
) {
  const given = Object.entries(others).map(([arm, values]): [string, ArmRunner<TierSize>] => [
    arm,
    ({ seeds }) => Promise.resolve(seeds.map(() => ({ series: {}, values, steps: 1 }))),
  ]);
  const smoke = { ...claim.tiers.smoke, steps, limitSteps: steps, seeds: 8 };
  return judge(
    {
      ...claim,
      arms: { ...Object.fromEntries(given), ...trained },
      measure: (trajectory, size) =>
        trajectory.series['loss'] ? claim.measure(trajectory, size) : trajectory.values,
      tiers: { smoke, standard: smoke },
      curves: {},
      figures: {},
    },
    options,
  );
}

/** The median of each measure over the seeds. */
const typical = (measures: readonly Measures[]): Measures =>
  Object.fromEntries(
    Object.keys(measures[0]!).map((name) => [name, median(measures.map((one) => one[name]!))]),
  );

const untested = { verdict: 'inconclusive', inconclusive: 'untested' };
/** As it was at the start, which is calm. */
const untrained =
  (setting: Partial<Setting> = {}): ArmRunner<TierSize> =>
  (run) =>
    trainingRuns({ ...setting, learningRate: 0, weightDecay: 0 })(run, { steps: 100 });

describe('recovery', () => {
  const [bnWd, fallingNorm, hotSphere] = ['bnWd', 'fallingNorm', 'hotSphere'].map(
    (arm) => recovery.arms[arm]!,
  );
  const diverged = { share: 0, recoveryShare: 1, longestShare: 5, lowestAtEnd: 4 };
  const stuck = { fallingNorm: diverged, hotSphere: diverged };

  it.each([
    ['a norm that cannot rise any more', fallingNorm!],
    ['a hot sphere', hotSphere!],
  ])('falls where the last destabilization never ends, though all before did: %s', async (_, arm) => {
    const evidence = await judged(recovery, { bnWd: arm }, stuck, 1300);
    expect(evidence.verdict).not.toBe('supported');
    const { share, longestShare } = typical(evidence.perSeed.map(({ arms }) => arms['bnWd']!));
    expect(share).toBe(1);
    expect(longestShare).toBeGreaterThan(2);
  });

  it('is supported where it does', async () => {
    expect((await judged(recovery, { bnWd: bnWd! }, stuck, 1300)).verdict).toBe('supported');
  });
});

describe('phases', () => {
  it('falls where the loss is thrown up before the rate is critical', async () => {
    const calm = { events: 5, fallingShare: 0, unstableShare: 0, calmSharpness: 1, jumpShare: 1 };
    const evidence = await judged(
      phases,
      { bnWd: phases.arms['shifted']! },
      { shifted: calm, shiftedNoDecay: calm },
      400,
    );
    expect(evidence.verdict).not.toBe('supported');
    const { events, fallingShare, unstableShare } = typical(
      evidence.perSeed.map(({ arms }) => arms['bnWd']!),
    );
    expect(events).toBeGreaterThan(2);
    expect(fallingShare).toBeGreaterThan(0.9);
    expect(unstableShare).toBeLessThan(0.2);
  });
});

/** Of the claims below with their own arms; whatever cannot be fitted is trained, or is not. */
const [periods, calm] = [
  { events: 7, spread: 1, normRatio: 50, balance: 1, medianLoss: 1e-3 },
  { events: 0, spread: 0.1, normRatio: 2, balance: 0, medianLoss: 0.5 },
];
const without = (claim: EmpiricalClaim): EmpiricalClaim => ({ ...claim, requires: [] });

describe('generalizes-equilibrium', () => {
  const others = {
    ...{ fitted: periods, lessNarrow: periods, lessNoisy: periods },
    ...{ narrower: calm, narrowNoDecay: calm, noisyNoDecay: calm },
  };

  it('is untested where what is calm was not trained', async () => {
    const arms = { narrow: untrained({ width: 4 }), noisy: untrained({ inputNoise: 1 }) };
    expect(await judged(equilibrium, arms, others, 100)).toMatchObject(untested);
  });

  it('is refuted where nothing decays in what is calm', async () => {
    const { narrowNoDecay: narrow, noisyNoDecay: noisy } = equilibrium.arms;
    const evidence = await judged(equilibrium, { narrow: narrow!, noisy: noisy! }, others, 800);
    expect(evidence.verdict).toBe('refuted');
  });
});

describe('conditions', () => {
  const settings = ['narrower', 'momentum', 'trainable', 'augmented'];
  const others = {
    ...Object.fromEntries(
      settings.flatMap((name) => [
        [name, periods],
        [`${name}NoDecay`, calm],
      ]),
    ),
    plain: periods,
  };
  const arms = { tooNarrow: untrained({ width: 4 }), tooNoisy: untrained({ inputNoise: 1 }) };

  it('is untested where the networks that cannot fit the data were not trained', async () => {
    expect(await judged(conditions, arms, others, 100)).toMatchObject(untested);
    expect((await judged(without(conditions), arms, others, 100)).verdict).toBe('supported');
  });
});

describe('lr-wd', () => {
  const law = { onProduct: -1, onLearningRate: 0 };
  const others = {
    ...{ grid: law, sameDecay: { onProduct: 0, onLearningRate: 0 }, inRange: periods },
    tooSmall: { ...calm, medianLoss: 0.01 },
    tooLarge: calm,
  };

  it.each(['tooSmall', 'tooLarge'])('is untested where nothing was trained in %s', async (arm) => {
    expect(await judged(lrWd, { [arm]: untrained() }, others, 100)).toMatchObject(untested);
    expect((await judged(without(lrWd), { [arm]: untrained() }, others, 100)).verdict).toBe('supported');
  });
});
