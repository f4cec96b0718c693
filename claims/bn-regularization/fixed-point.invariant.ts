import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant, even } from 'claimcheck';
import { drift, integrate, type OrderParameters, type Rates, settledGamma } from './dynamics.ts';
import { paper } from './paper.ts';

interface Case extends Rates {
  readonly start: OrderParameters;
  readonly dimensions: number;
  readonly seed: number;
}

/** Starts with a positive overlap and gamma; changing both signs gives the same student. */
const cases: fc.Arbitrary<Case> = fc.record({
  learningRate: even(0.2, 2),
  zeta: even(0, 1),
  start: fc.record({ R: even(0.01, 0.99), gamma: even(0.05, 2), squaredLength: even(0.3, 3) }),
  dimensions: fc.integer({ min: 2, max: 20 }),
  seed: fc.integer({ min: 0 }),
});

/** Distance from the fixed point (R, gamma) = (1, gamma_0) where the flow without noise ends; the length must stay. */
function distance({ start, ...rates }: Case, gammaEnd: number): number {
  const kappa = (rates.learningRate * settledGamma(rates.zeta)) / start.squaredLength;
  const time = 40 / Math.min(kappa, rates.learningRate);
  const step =
    0.2 / (rates.learningRate * (1 + 2 * rates.zeta) + (2 * rates.learningRate) / start.squaredLength);
  const end = integrate(start, (at) => drift(at, rates, 0), step, Math.ceil(time / step));
  return Math.max(
    Math.abs(end.R - 1),
    Math.abs(end.gamma - gammaEnd),
    Math.abs(end.squaredLength - start.squaredLength),
  );
}

/** With the noise of single samples the length never falls along the flow. */
function lengthGrows({ start, ...rates }: Case): boolean {
  let last = start.squaredLength;
  let grows = true;
  integrate(
    start,
    (at) => drift(at, rates),
    0.01,
    500,
    ({ squaredLength }) => {
      grows &&= squaredLength >= last;
      last = squaredLength;
    },
  );
  return grows;
}

/** |w| after a gradient step of a normalized student over |w| before it, less what the gradient's length alone adds. */
function stepGrowth({ dimensions, start, learningRate, seed }: Case, weightDecay: number): number {
  const rng = createRng(String(seed), 'bn-regularization/step');
  const draw = (): number[] => Array.from({ length: dimensions }, () => rng.normal());
  const [w, x] = [draw(), draw()];
  const length = Math.hypot(...w);
  const v = w.map((value) => value / length);
  const overlap = v.reduce((sum, value, i) => sum + value * x[i]!, 0);
  const error = start.gamma * overlap - rng.normal();
  const gradient = x.map((value, i) => (error * start.gamma * (value - overlap * v[i]!)) / length);
  const next = w.map((value, i) => value - learningRate * (gradient[i]! + weightDecay * value));
  const expected = length ** 2 + learningRate ** 2 * Math.hypot(...gradient) ** 2;
  return Math.abs(Math.hypot(...next) ** 2 / expected - 1);
}

const property = (value: Case, gammaEnd: number, weightDecay = 0): CaseResult => {
  const error = distance(value, gammaEnd);
  return { holds: error <= 1e-6 && lengthGrows(value) && stepGrowth(value, weightDecay) <= 1e-9, error };
};

export default defineInvariant({
  id: 'bn-regularization/fixed-point',
  revision: 2,
  states:
    'The learning dynamics of batch normalization as weight normalization with gamma decay end at R = 1 and ' +
    'gamma = 1 / (1 + 2 zeta), for any length of the weights, which never falls.',
  source: { paper, at: 'section 3, Table 1', reading: 'memory' },
  runs: { smoke: 100, standard: 1000 },
  cases,
  property: (value) => property(value, settledGamma(value.zeta)),
  mutants: {
    'half of the decay': {
      property: (value) => {
        fc.pre(value.zeta > 0.01);
        return property(value, settledGamma(value.zeta / 2));
      },
      killedShare: 1,
    },
    'weight decay on the weights': {
      property: (value) => property(value, settledGamma(value.zeta), 0.01),
      killedShare: 1,
    },
  },
});
