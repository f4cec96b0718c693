import { defineClaim } from 'claimcheck';
import { paperSize, scaledRuns, type ScaledSize } from './image-runs.ts';
import { paper } from './paper.ts';
import { parts } from './protocol.ts';
import { curves, measure, tiers } from './setting.ts';

type Measured = ReturnType<typeof measure>;
type Arms = Readonly<Record<'over8' | 'over32' | 'over128' | 'population', Measured>>;

/** Population normalization is drawn at the size of the training set. */
const overSamples = (arms: Arms, name: keyof Measured) =>
  [
    [8, arms.over8[name]],
    [32, arms.over32[name]],
    [128, arms.over128[name]],
    [512, arms.population[name]],
  ] as const;

/**
 * Minibatches of 128 in every arm, of 256 at the paper's scale: only the number of samples that share statistics
 * differs. The whole minibatch is `over128` at every scale.
 */
export default defineClaim({
  id: 'bn-regularization/network-batch',
  revision: 1,
  states:
    'In networks smaller batches of the statistics regularise more: a higher training loss, a lower test loss and error, and ' +
    'smaller gamma; large batches are close to population normalization.',
  source: { paper, at: 'abstract, last sentence', reading: 'abstract' },
  protocol: parts,
  tiers: { ...tiers, paper: { ...paperSize, seeds: 3 } satisfies ScaledSize },
  arms: {
    over8: scaledRuns(8, 8),
    over32: scaledRuns(32, 32),
    over128: scaledRuns(128, 256),
    population: scaledRuns('population', 'population'),
  },
  measure,
  effect: {
    name: 'test loss, statistics over 128 less over 8 samples',
    unit: 'nats',
    of: ({ over128, over8 }) => over128.testLoss - over8.testLoss,
    rule: 'exceeds',
    margin: 0.05,
    because:
      'no number or curve of the paper was seen; a fiftieth of the loss of guessing (ln 10 = 2.3 nats) is the least gap to see',
  },
  also: [
    {
      name: 'test accuracy, statistics over 8 less over 128 samples',
      unit: 'points',
      of: ({ over8, over128 }) => over8.testAccuracy - over128.testAccuracy,
      rule: 'exceeds',
      margin: 1,
      because: 'the standard error of a run on 2000 test points; less confident guesses are no better',
    },
    {
      name: 'training loss, statistics over 8 less over 128 samples',
      unit: 'nats',
      of: ({ over8, over128 }) => over8.trainLoss - over128.trainLoss,
      rule: 'exceeds',
      margin: 0.05,
      because: 'the same',
    },
    {
      name: 'mean gamma^2, statistics over 128 less over 8 samples',
      unit: '1',
      of: ({ over128, over8 }) => over128.squaredGamma - over8.squaredGamma,
      rule: 'exceeds',
      margin: 0.02,
      because: 'gamma^2 starts at 1: two hundredths of it are five times its spread over seeds',
    },
    {
      name: 'test loss, population less statistics over 128 samples',
      unit: 'nats',
      of: ({ population, over128 }) => population.testLoss - over128.testLoss,
      rule: 'staysWithin',
      margin: 0.05,
      because: 'close is less than what counts as a difference above',
    },
  ],
  controls: {
    'statistics over 32 for 8 samples, a quarter of their noise': { replace: 'over8', with: 'over32' },
    'statistics over 8 in place of the larger batch, over 32 in place of the smaller': [
      { replace: 'over128', with: 'over8' },
      { replace: 'over8', with: 'over32' },
    ],
  },
  figures: {
    'losses against samples of the statistics': {
      x: { label: 'samples that share statistics (the last point: all)', scale: 'log' },
      y: { label: 'loss (nats)' },
      lines: (arms) => ({
        test: overSamples(arms, 'testLoss'),
        training: overSamples(arms, 'trainLoss'),
      }),
    },
  },
  curves,
});
