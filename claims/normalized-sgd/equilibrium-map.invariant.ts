import fc from 'fast-check';
import { type CaseResult, defineInvariant, logEven } from 'claimcheck';
import { equilibriumAngle, equilibriumNorm, relaxationSteps } from 'claimcheck/measure';
import { paper } from './paper.ts';

interface Case {
  readonly learningRate: number;
  /** eta lambda */
  readonly product: number;
  readonly gradientNorm: number;
  /** Squared norm at the start over its value in equilibrium. */
  readonly start: number;
}

/** Squared norm after a step of the given setting, from the squared norm before it. */
type NormMap = (square: number, value: Case) => number;

/** rho'^2 = (1 - eta lambda)^2 rho^2 + eta^2 G^2 / rho^2: a gradient of constant size on the unit sphere. */
const scaleInvariant: NormMap = (square, { learningRate, product, gradientNorm }) =>
  (1 - product) ** 2 * square + (learningRate * gradientNorm) ** 2 / square;

const cases: fc.Arbitrary<Case> = fc.record({
  learningRate: logEven(1e-3, 10),
  product: logEven(1e-4, 0.1),
  gradientNorm: logEven(0.01, 100),
  start: logEven(0.02, 50),
});

const relative = (measured: number, expected: number): number => Math.abs(measured / expected - 1);

function check(map: NormMap, value: Case): CaseResult {
  const { learningRate, product, gradientNorm, start } = value;
  const setting = { learningRate, weightDecay: product / learningRate };
  const fixed = equilibriumNorm(setting, gradientNorm) ** 2;
  const retained = (1 - product) ** 2;
  const tangent = (learningRate * gradientNorm) / fixed / (1 - product);
  // From anywhere it comes to the fixed point; forty relaxation times leave nothing but rounding.
  let square = start * fixed;
  for (let step = 0; step < 40 * relaxationSteps(setting); step++) square = map(square, value);
  const slope = (map(fixed * (1 + 1e-6), value) - map(fixed * (1 - 1e-6), value)) / (2e-6 * fixed);
  const error = Math.max(
    relative(map(fixed, value), fixed),
    relative(square, fixed),
    Math.abs(slope - (2 * retained - 1)),
    Math.abs(Math.cos(Math.atan(tangent)) - (1 - product)),
  );
  // To leading order: an angle of sqrt(2 eta lambda), a time of 1 / (4 eta lambda).
  const leading =
    relative(Math.atan(tangent), equilibriumAngle(setting)) <= product / 6 &&
    relative(-1 / Math.log(2 * retained - 1), relaxationSteps(setting)) <= 3 * product;
  return { holds: error <= 1e-8 && leading, ...(Number.isFinite(error) && { error }) };
}

export default defineInvariant({
  id: 'normalized-sgd/equilibrium-map',
  revision: 2,
  states:
    'With weight decay and an effective gradient of constant size the norm has one equilibrium, approached at a linear ' +
    'rate of 4 eta lambda a step, where every step turns the weights by sqrt(2 eta lambda).',
  source: {
    paper,
    at: 'introduction; Wan et al. (arXiv:2006.08419), theory of the equilibrium',
    reading: 'second-hand',
  },
  runs: { smoke: 40, standard: 500 },
  cases,
  property: (value) => check(scaleInvariant, value),
  mutants: {
    'no weight decay': {
      property: (value) => check((square, given) => scaleInvariant(square, { ...given, product: 0 }), value),
      killedShare: 1,
    },
    'a gradient that does not shrink with the norm': {
      property: (value) =>
        check(
          (square, { learningRate, product, gradientNorm }) =>
            (1 - product) ** 2 * square + (learningRate * gradientNorm) ** 2,
          value,
        ),
      killedShare: 0.95,
    },
    'half the weight decay': {
      property: (value) =>
        check((square, given) => scaleInvariant(square, { ...given, product: given.product / 2 }), value),
      killedShare: 1,
    },
  },
});
