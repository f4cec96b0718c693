import { defineClaim, type Trajectory } from 'claimcheck';
import { linesOfPoints } from 'claimcheck/measure';
import { overProducts, theoryOverProducts } from './grid-plots.ts';
import { paper } from './paper.ts';
import { inPlaceOfNetworks } from './protocol.ts';
import { equilibriumGrid, foundByItself, type GridSize, standard, worstDeviation } from './setting.ts';

const plot = 'angle';
const withoutMomentum = (product: number): number => Math.sqrt(2 * product);

function measure({ series, values }: Trajectory, size: GridSize) {
  return {
    leastFall: values['leastFall']!,
    worst: worstDeviation(series['angle']!),
    ...overProducts(plot, size, series['radians']!, withoutMomentum),
    ...theoryOverProducts(plot, size, withoutMomentum, withoutMomentum),
  };
}

const axes = {
  x: { label: 'sqrt(2 eta lambda)', scale: 'log' },
  y: { label: 'angle between successive weights (rad)', scale: 'log' },
} as const;

/** The noisy Rayleigh quotient over a grid of learning rates and intrinsic rates, with and without momentum. */
export default defineClaim({
  id: 'normalized-sgd/equilibrium-au',
  revision: 2,
  states:
    'With weight decay the angle between successive weights settles at sqrt(2 eta lambda / (1 + mu)), whatever the ' +
    'learning rate and the size of the gradient.',
  source: {
    paper,
    at: 'abstract; Wan et al. (arXiv:2006.08419), theory of the equilibrium',
    reading: 'second-hand',
  },
  protocol: inPlaceOfNetworks,
  tiers: {
    smoke: {
      products: [4e-4, 1.6e-3, 6.4e-3],
      learningRates: [0.05, 5],
      length: 12,
    } satisfies GridSize,
    standard: {
      products: [1e-4, 4e-4, 1.6e-3, 6.4e-3],
      learningRates: [0.05, 0.5, 5],
      length: 12,
    } satisfies GridSize,
  },
  arms: {
    plain: equilibriumGrid({}),
    momentum: equilibriumGrid({ momentum: 0.9 }),
    noisy: equilibriumGrid({ noise: 3 * standard.noise }),
    noDecay: equilibriumGrid({ decays: false }),
    fixedNorm: equilibriumGrid({ fixedNorm: 5 }),
  },
  measure,
  effect: {
    name: 'largest deviation of the angle from its theoretical value',
    unit: 'relative',
    of: ({ plain }) => plain.worst,
    rule: 'staysBelow',
    margin: 0.02,
    because: 'the theory gives the value; it leaves out terms of order eta lambda, 0.64 % at the largest one',
  },
  also: [
    {
      name: 'the same with momentum 0.9',
      unit: 'relative',
      of: ({ momentum }) => momentum.worst,
      rule: 'staysBelow',
      margin: 0.02,
      because: 'the same; without the factor 1 / sqrt(1 + mu) the deviation would be 0.27',
    },
    {
      name: 'the same with gradients three times as large',
      unit: 'relative',
      of: ({ noisy }) => noisy.worst,
      rule: 'staysBelow',
      margin: 0.02,
      because: 'the same: the size of the gradient is not in the formula',
    },
  ],
  requires: [foundByItself('plain', 'momentum', 'noisy')],
  controls: {
    'no weight decay': { replace: 'plain', with: 'noDecay' },
    'norm held fixed': { replace: 'plain', with: 'fixedNorm' },
  },
  figures: {
    'angle against sqrt(2 eta lambda)': { ...axes, lines: ({ plain }) => linesOfPoints(plot, plain) },
    'norm held fixed': { ...axes, lines: ({ fixedNorm }) => linesOfPoints(plot, fixedNorm) },
  },
  curves: {
    angleByProduct: { label: 'angle / sqrt(2 eta lambda / (1 + mu)), against eta lambda' },
  },
});
