import { beforeAll, describe, expect, it } from 'vitest';
import { type EmpiricalClaim, judge, type Measures } from '#claim';
import alignmentHe from '../../../claims/trajectory-regularity/alignment-he.claim.ts';
import batchnormUnet from '../../../claims/trajectory-regularity/batchnorm-unet.claim.ts';
import batchnorm from '../../../claims/trajectory-regularity/batchnorm.claim.ts';
import adam from '../../../claims/trajectory-regularity/optimizer-adam.claim.ts';

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

const size = { steps: 300, unetSteps: 200, seeds };

describe.each([
  ['batchnorm', batchnorm, 'mlpNorm', 'inconclusive: non-specific'],
  ['batchnorm-unet', batchnormUnet, 'unetNorm', 'supported'],
  ['alignment-he', alignmentHe, 'mlpHeNorm', 'supported'],
  ['optimizer-adam', adam, 'adam', 'supported'],
] as const)('%s', (_, claim: EmpiricalClaim, technique, verdict) => {
  let trained: readonly Seed[];

  beforeAll(async () => {
    const { perSeed } = await judge({ ...claim, tiers: { ...claim.tiers, smoke: size } }, options);
    trained = perSeed.map(({ arms }) => arms);
  }, 180_000);

  it(`is ${verdict} as it is`, async () => {
    expect(await verdictOf(claim, trained)).toBe(verdict);
  });

  it('is not supported where the directions of the technique are forgotten', async () => {
    const forgotten = trained.map((arms) => ({ ...arms, [technique]: arms[`${technique}Walk`]! }));
    expect(await verdictOf(claim, forgotten)).not.toBe('supported');
  });

  it('is not supported with the inverse of the loss for gamma', async () => {
    const blind = changed(trained, (_arm, measures) => inverseLoss(measures));
    expect(await verdictOf(claim, blind)).not.toBe('supported');
  });

  it('is not supported where nothing moves', async () => {
    const still = { gammaMean: 0, progress: 0, overWalk: 0, meanLoss: 2.3, finalLoss: 2.3, lossRatio: 1 };
    const frozen = changed(trained, (_arm, measures) => ({ ...measures, ...still }));
    expect(await verdictOf(claim, frozen)).not.toBe('supported');
  });
});
