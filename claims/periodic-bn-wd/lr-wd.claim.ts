import { defineClaim } from 'claimcheck';
import { limitRuns, measureLaw, outsideWasTrained } from './law-limits.ts';
import { paper } from './paper.ts';
import { overRates } from './protocol.ts';
import { lawLines, type LawSize, lawRuns } from './period-law.ts';
import { curves } from './setting.ts';

/** In the range of the law; below and above it learning rate or weight decay differ, and nothing else. */
const inRange = { learningRate: 1, weightDecay: 0.01 };

/** Exponents of the period, fitted per seed over a grid of settings, and the two limits where there are no periods. */
export default defineClaim({
  id: 'periodic-bn-wd/lr-wd',
  revision: 2,
  states:
    'A larger learning rate or weight decay gives shorter periods, in proportion to 1 / (eta lambda); too small ones ' +
    'give no destabilization in the budget, too large ones a plateau.',
  source: {
    paper,
    at: "figure on learning rates (the authors' notebook)",
    reading: 'second-hand',
    reported:
      '64 epochs between events at learning rate 0.03 and 221 at 0.01, exponent -1.13; none at 0.001 and at 1 (read off the figure)',
  },
  protocol: overRates,
  tiers: {
    smoke: {
      ...{ products: [0.005, 0.01, 0.03], learningRates: [0.1, 0.5, 3], length: 24 },
      limitSteps: 3000,
    } satisfies LawSize,
    standard: {
      ...{ products: [0.003, 0.01, 0.03], learningRates: [0.1, 0.3, 1, 3], length: 30 },
      limitSteps: 6000,
    } satisfies LawSize,
  },
  arms: {
    grid: lawRuns(),
    sameDecay: lawRuns(0.03),
    tooSmall: limitRuns({ learningRate: 0.03, weightDecay: 0.001 }),
    tooLarge: limitRuns({ ...inRange, learningRate: 60 }),
    inRange: limitRuns(inRange),
  },
  measure: measureLaw,
  effect: {
    name: 'exponent of the period in eta lambda',
    unit: 'exponent',
    of: ({ grid }) => grid.onProduct,
    rule: 'between',
    margin: [-1.25, -0.75],
    because:
      'weight decay alone lets the effective rate grow by exp(2 eta lambda) a step, which gives -1; the range it grows ' +
      'over may depend on the setting through logarithms, which a quarter has room for',
  },
  also: [
    {
      name: 'exponent in the learning rate at equal eta lambda',
      unit: 'exponent',
      of: ({ grid }) => grid.onLearningRate,
      rule: 'staysWithin',
      margin: 0.15,
      because: 'directions depend on the product alone: 0 but for the first period and for chaos',
    },
    {
      name: 'destabilizations at a learning rate of 0.03 with weight decay 0.001, and at 60 with 0.01',
      unit: 'events',
      of: ({ tooSmall, tooLarge }) => Math.max(tooSmall.events, tooLarge.events),
      rule: 'staysBelow',
      margin: 1,
      because: 'the statement is that there are none',
    },
    {
      name: 'spread of the loss at a learning rate of 60',
      unit: 'decades (standard deviation)',
      of: ({ tooLarge }) => tooLarge.spread,
      rule: 'staysBelow',
      margin: 0.3,
      because: 'on a plateau the loss stays within a factor of 2; a period spans the 1.5 decades of an event',
    },
  ],
  requires: outsideWasTrained,
  controls: {
    'decay that does not follow the setting': { replace: 'grid', with: 'sameDecay' },
    'a setting within the range in place of the one below': { replace: 'tooSmall', with: 'inRange' },
    'a setting within the range in place of the one above': { replace: 'tooLarge', with: 'inRange' },
  },
  figures: {
    'interval against learning rate x weight decay': {
      x: { label: 'learning rate x weight decay', scale: 'log' },
      y: { label: 'mean interval between destabilizations (steps)', scale: 'log' },
      lines: ({ grid }) => lawLines(grid),
    },
  },
  curves: {
    intervalByProduct: { label: 'mean interval (steps), against eta lambda', scale: 'log' },
    ...curves,
  },
});
