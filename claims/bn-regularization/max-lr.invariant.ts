import fc from 'fast-check';
import { type CaseResult, defineInvariant, even } from 'claimcheck';
import { maximumPlainRate, maximumRate, overlapDrift, settledGamma } from './dynamics.ts';
import { paper } from './paper.ts';

/** Slope of dR/dt in R at R = 1, by central differences: negative where R = 1 attracts. */
function stability(kappa: number, gamma: number): number {
  const h = 1e-5;
  return (overlapDrift(1 + h, gamma, kappa) - overlapDrift(1 - h, gamma, kappa)) / (2 * h);
}

/** Where the stability of R = 1 is lost, by bisection. */
function boundary(gamma: number): number {
  let [low, high] = [1e-6, 1e6];
  while (high / low > 1 + 1e-9) {
    const middle = Math.sqrt(low * high);
    if (stability(middle, gamma) < 0) low = middle;
    else high = middle;
  }
  return low;
}

/** Growth of the squared error of a plain linear student per unit of time: -2 eta + eta^2 changes sign at 2. */
const plainGrowth = (learningRate: number): number => learningRate * (learningRate - 2);

function property(zeta: number, maximum: (zeta: number) => number): CaseResult {
  const found = boundary(settledGamma(zeta));
  const error = Math.abs(maximum(zeta) / found - 1);
  const plain = plainGrowth(maximumPlainRate * 0.999) < 0 && plainGrowth(maximumPlainRate * 1.001) > 0;
  const gap = found - boundary(settledGamma(0));
  return {
    holds: error <= 1e-4 && plain && found >= maximumPlainRate - 1e-6 && gap >= 2 * zeta - 1e-6,
    error,
  };
}

const notSmall = (zeta: number): number => {
  fc.pre(zeta > 0.05);
  return zeta;
};

export default defineInvariant({
  id: 'bn-regularization/max-lr',
  revision: 2,
  states:
    'Disturbances of a full overlap with the teacher die out up to an effective learning rate that gamma decay raises by at ' +
    'least 2 zeta above that of weight normalization, which is no smaller than that of plain gradient descent. (With decay ' +
    'the full overlap is no fixed point: the error that is left there moves it.)',
  source: { paper, at: 'section 3; a larger maximum: abstract', reading: 'memory' },
  runs: { smoke: 200, standard: 2000 },
  // Above zeta = 1.36 the fixed point attracts at every rate.
  cases: even(0, 1.3),
  property: (zeta) => property(zeta, maximumRate),
  mutants: {
    'no gamma decay': { property: (zeta) => property(notSmall(zeta), () => maximumRate(0)), killedShare: 1 },
    'without the error that is left at R = 1': {
      property: (zeta) => property(notSmall(zeta), (decay) => 2 / settledGamma(decay)),
      killedShare: 1,
    },
  },
});
