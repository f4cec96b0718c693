import { describe, expect, it } from 'vitest';
import { type EmpiricalClaim, judge, type Measures } from '#claim';
import alignmentHe from '../../../claims/trajectory-regularity/alignment-he.claim.ts';
import batchnormConvolutional from '../../../claims/trajectory-regularity/batchnorm-convolutional.claim.ts';
import batchnormUnet from '../../../claims/trajectory-regularity/batchnorm-unet.claim.ts';
import batchnorm from '../../../claims/trajectory-regularity/batchnorm.claim.ts';
import adam from '../../../claims/trajectory-regularity/optimizer-adam.claim.ts';
import optimizer from '../../../claims/trajectory-regularity/optimizer.claim.ts';
import skipConvolutional from '../../../claims/trajectory-regularity/skip-convolutional.claim.ts';
import skipUnet from '../../../claims/trajectory-regularity/skip-unet.claim.ts';
import skip from '../../../claims/trajectory-regularity/skip.claim.ts';

const options = { tier: 'smoke', seedBase: 1, engine: 'auto', threads: 1 } as const;
const seeds = 8;

type Seed = Readonly<Record<string, Measures>>;

/** What the claim says of measures that take the place of its trainings. */
async function verdictOf(claim: EmpiricalClaim, perSeed: readonly Seed[]): Promise<string> {
  const measured = (arm: string) => () =>
    Promise.resolve(perSeed.map((arms) => ({ series: {}, values: arms[arm]!, steps: 1 })));
  const { verdict, inconclusive } = await judge(
    {
      ...claim,
      tiers: { ...claim.tiers, smoke: { seeds } },
      arms: Object.fromEntries(Object.keys(claim.arms).map((arm) => [arm, measured(arm)])),
      measure: ({ values }) => values,
      curves: {},
      figures: {},
    },
    options,
  );
  return inconclusive ? `${verdict}: ${inconclusive}` : verdict;
}

/** The loss for gamma: what a claim on directions must not be content with. */
const inverseLoss = ({ meanLoss, ...measures }: Measures): Measures => ({
  ...measures,
  ...{ meanLoss: meanLoss!, gammaMean: 1 / meanLoss!, progress: 1 / meanLoss!, overWalk: 0 },
});

const changed = (perSeed: readonly Seed[], change: (arm: string, measures: Measures) => Measures): Seed[] =>
  perSeed.map((arms) =>
    Object.fromEntries(Object.entries(arms).map(([arm, measures]) => [arm, change(arm, measures)])),
  );

const withoutWalk = ({ controls, ...claim }: EmpiricalClaim): EmpiricalClaim => ({
  ...claim,
  controls: Object.fromEntries(Object.entries(controls).filter(([name]) => !name.includes('random walk'))),
});

describe.each([
  ['batchnorm', batchnorm, 'mlpNorm', 'inconclusive: non-specific'],
  ['batchnorm-convolutional', batchnormConvolutional, 'cnnNorm', 'inconclusive: non-specific'],
  ['batchnorm-unet', batchnormUnet, 'unetNorm', 'supported'],
  ['skip', skip, 'mlpSkip', 'inconclusive: non-specific'],
  ['skip-convolutional', skipConvolutional, 'resnet', 'inconclusive: non-specific'],
  ['skip-unet', skipUnet, 'unetSkip', 'supported'],
  ['alignment-he', alignmentHe, 'mlpHeNorm', 'supported'],
  ['optimizer', optimizer, 'heavyBall', 'inconclusive: non-specific'],
  ['optimizer-adam', adam, 'adam', 'supported'],
] as const)('%s', (_, claim: EmpiricalClaim, technique, verdict) => {
  const smoke = { ...claim.tiers.smoke, steps: 300, unetSteps: 200, seeds };
  const trained = judge({ ...claim, tiers: { ...claim.tiers, smoke } }, options).then(({ perSeed }) =>
    perSeed.map(({ arms }) => arms),
  );

  it(`is ${verdict} as it is`, async () => {
    expect(await verdictOf(claim, await trained)).toBe(verdict);
  });

  it('is not supported where the directions of the technique are forgotten', async () => {
    const forgotten = (await trained).map((arms) => ({ ...arms, [technique]: arms[`${technique}Walk`]! }));
    expect(await verdictOf(claim, forgotten)).not.toBe('supported');
  });

  it('is not supported with the inverse of the loss for gamma', async () => {
    const blind = changed(await trained, (_arm, measures) => inverseLoss(measures));
    expect(await verdictOf(claim, blind)).not.toBe('supported');
  });

  it('is not supported where nothing moves', async () => {
    const still = { gammaMean: 0, progress: 0, overWalk: 0, meanLoss: 2.3, finalLoss: 2.3, lossRatio: 1 };
    const frozen = changed(await trained, (_arm, measures) => ({ ...measures, ...still }));
    expect(await verdictOf(claim, frozen)).not.toBe('supported');
  });
});

describe('without the random walk for a control', () => {
  it('batch normalization would be said to improve directions by the loss alone', async () => {
    const smoke = { steps: 300, seeds };
    const { perSeed } = await judge({ ...batchnorm, tiers: { ...batchnorm.tiers, smoke } }, options);
    const trained = perSeed.map(({ arms }) => arms);
    expect(await verdictOf(withoutWalk(batchnorm), trained)).toBe('supported');
    expect(await verdictOf(batchnorm, trained)).toBe('inconclusive: non-specific');
  });
});
