import { defineClaim, type Trajectory } from 'claimcheck';
import { linesOfPoints } from 'claimcheck/measure';
import { convergences, type ConvergenceSize, expectedRate } from './approach.ts';
import { overProducts, theoryOverProducts } from './grid-plots.ts';
import { paper } from './paper.ts';
import { equalGaps } from './protocol.ts';
import { exponents, foundByItself, worstDeviation } from './setting.ts';

const plot = 'rate';

function measure({ series, values }: Trajectory, size: ConvergenceSize) {
  return {
    leastFall: values['leastFall']!,
    ...exponents(size, series['rate']!),
    worst: worstDeviation(series['rateOverTheory']!),
    ...overProducts(plot, size, series['rate']!),
    ...theoryOverProducts(plot, size, expectedRate),
  };
}

/** Exponents of the rate at which the mean direction comes to the minimum, fitted per seed over a grid of settings. */
export default defineClaim({
  id: 'normalized-sgd/convergence-rate',
  revision: 3,
  states:
    'In equilibrium the rate of convergence is set by the angular update: it goes as sqrt(eta lambda), and trading ' +
    'learning rate against weight decay does not change it.',
  source: { paper, at: 'abstract, point 1', reading: 'abstract' },
  protocol: equalGaps,
  tiers: {
    smoke: {
      products: [4e-4, 1.6e-3, 6.4e-3],
      learningRates: [0.5, 5],
      length: 8,
      settling: 5,
      walks: 32,
    } satisfies ConvergenceSize,
    standard: {
      products: [1e-4, 4e-4, 1.6e-3, 6.4e-3],
      learningRates: [0.05, 0.5, 5],
      length: 8,
      settling: 5,
      walks: 64,
    } satisfies ConvergenceSize,
  },
  arms: {
    equilibrium: convergences({ gap: 1 }),
    fixedNorm: convergences({ gap: 1, fixedNorm: 5 }),
    noDecay: convergences({ gap: 1, decays: false }),
    twiceGap: convergences({ gap: 2 }),
  },
  measure,
  effect: {
    name: 'exponent of the rate in eta lambda',
    unit: 'exponent',
    of: ({ equilibrium }) => equilibrium.onProduct,
    rule: 'between',
    margin: [0.42, 0.58],
    because: 'the statement says 1/2; 0.08 is 25 % of the rate over the factor 16 of this grid',
  },
  also: [
    {
      name: 'exponent in the learning rate at equal eta lambda',
      unit: 'exponent',
      of: ({ equilibrium }) => equilibrium.onLearningRate,
      rule: 'staysWithin',
      margin: 0.05,
      because:
        'the statement says 0; 0.05 is 12 % over a tenfold learning rate. All settings start at one norm, so that this is no identity: it ' +
        'is 1 where the norm does not relax',
    },
    {
      name: 'largest deviation of the rate from angular update x gap / gradient',
      unit: 'relative',
      of: ({ equilibrium }) => equilibrium.worst,
      rule: 'staysBelow',
      margin: 0.1,
      because:
        'our linear theory; the start is outside of its range, where cos(0.8) is 0.7, for the first part of the fit alone',
    },
  ],
  requires: [foundByItself('equilibrium')],
  controls: {
    'no weight decay': { replace: 'equilibrium', with: 'noDecay' },
    'norm held fixed': { replace: 'equilibrium', with: 'fixedNorm' },
    'twice the gap that the theory is told': { replace: 'equilibrium', with: 'twiceGap' },
  },
  figures: {
    'rate of convergence against eta lambda': {
      x: { label: 'eta lambda', scale: 'log' },
      y: { label: 'fall of the log tangent per step', scale: 'log' },
      lines: ({ equilibrium }) => linesOfPoints(plot, equilibrium),
    },
  },
  curves: {
    slowestTangent: { label: 'tangent of the mean angle to the minimum, smallest eta lambda', scale: 'log' },
    fastestTangent: { label: 'tangent of the mean angle to the minimum, largest eta lambda', scale: 'log' },
  },
});
