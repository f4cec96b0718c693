import { defineClaim, type Trajectory } from 'claimcheck';
import { linesOfPoints } from 'claimcheck/measure';
import { overLearningRates, overProducts, theoryOverProducts } from './grid-plots.ts';
import { paper } from './paper.ts';
import { rebuilt } from './protocol.ts';
import {
  cellsOf,
  equilibriumGrid,
  exponents,
  foundByItself,
  type GridSize,
  worstDeviation,
} from './setting.ts';

const overRate = 'risk over learning rate';
const overProduct = 'risk over eta lambda';

function measure({ series, values }: Trajectory, size: GridSize) {
  const { risk, expectedRisk } = series as Record<'risk' | 'expectedRisk', readonly number[]>;
  const theory = (product: number): number =>
    expectedRisk[cellsOf(size).findIndex((cell) => cell.product === product)]!;
  return {
    leastFall: values['leastFall']!,
    ...exponents(size, risk),
    worst: worstDeviation(risk.map((value, cell) => value / expectedRisk[cell]!)),
    ...overLearningRates(overRate, size, risk),
    ...overLearningRates(overRate, size, expectedRisk, 'theory, '),
    ...overProducts(overProduct, size, risk),
    ...theoryOverProducts(overProduct, size, theory),
  };
}

const products = [1e-4, 4e-4, 1.6e-3, 6.4e-3];
const smoke: GridSize = { products: products.slice(1), learningRates: [0.05, 5], length: 12 };
const standard: GridSize = { products, learningRates: [0.05, 0.5, 5], length: 16 };
const y = { label: 'mean risk in equilibrium', scale: 'log' } as const;

/** Exponents of the mean risk in equilibrium, fitted per seed over a grid of settings. */
export default defineClaim({
  id: 'normalized-sgd/limiting-risk',
  revision: 2,
  states:
    'In equilibrium the limiting risk is set by the angular update: it goes as sqrt(eta lambda), and trading learning ' +
    'rate against weight decay does not change it.',
  source: { paper, at: 'abstract, point 1', reading: 'abstract' },
  protocol: rebuilt,
  tiers: { smoke, standard },
  arms: {
    equilibrium: equilibriumGrid({}),
    fixedNorm: equilibriumGrid({ fixedNorm: 5 }),
    noDecay: equilibriumGrid({ decays: false }),
  },
  measure,
  effect: {
    name: 'exponent of the risk in eta lambda',
    unit: 'exponent',
    of: ({ equilibrium }) => equilibrium.onProduct,
    rule: 'between',
    margin: [0.45, 0.55],
    because: 'the statement says 1/2; 0.05 is a tenth of it, and higher orders add 0.004 on this grid',
  },
  also: [
    {
      name: 'exponent in the learning rate at equal eta lambda',
      unit: 'exponent',
      of: ({ equilibrium }) => equilibrium.onLearningRate,
      rule: 'staysWithin',
      margin: 0.02,
      because: 'the statement says 0; 0.02 is a change of 10 % over a hundredfold learning rate',
    },
    {
      name: 'largest deviation of the risk from its theoretical value',
      unit: 'relative',
      of: ({ equilibrium }) => equilibrium.worst,
      rule: 'staysBelow',
      margin: 0.1,
      because: 'our linear theory leaves out terms of the order of the risk, up to 6 % here',
    },
  ],
  requires: [foundByItself('equilibrium')],
  controls: {
    'norm held fixed': { replace: 'equilibrium', with: 'fixedNorm' },
    'no weight decay': { replace: 'equilibrium', with: 'noDecay' },
  },
  figures: {
    'risk against learning rate': {
      ...{ x: { label: 'learning rate', scale: 'log' }, y },
      lines: ({ equilibrium }) => linesOfPoints(overRate, equilibrium),
    },
    'risk against eta lambda': {
      ...{ x: { label: 'eta lambda', scale: 'log' }, y },
      lines: ({ equilibrium }) => linesOfPoints(overProduct, equilibrium),
    },
  },
  curves: {
    riskByProduct: { label: 'risk in equilibrium, against eta lambda', scale: 'log' },
    expectedRiskByProduct: { label: 'risk of the linear theory, against eta lambda', scale: 'log' },
  },
});
