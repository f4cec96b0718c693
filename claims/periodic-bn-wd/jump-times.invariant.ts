import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant, even, logEven } from 'claimcheck';
import { paper } from './paper.ts';

/** Effective gradient norms in [low, high] and a jump of cosine 1 - delta, delta below eta lambda. */
interface Case {
  readonly learningRate: number;
  /** eta lambda */
  readonly product: number;
  /** Bounds l and L of the effective gradient norm. */
  readonly low: number;
  readonly high: number;
  readonly delta: number;
  /** Squared norm at the start over eta L. */
  readonly start: number;
  /** How often the gradient is as small as it may be. */
  readonly calm: number;
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    learningRate: logEven(0.01, 3),
    product: logEven(1e-3, 0.1),
    low: logEven(1e-4, 1),
    range: logEven(1, 1e4),
    ease: even(0.05, 0.95),
    start: logEven(0.1, 1e4),
    calm: even(0, 1),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ range, ease, ...rest }) => ({ ...rest, high: rest.low * range, delta: ease * rest.product }));

/** Tangent of the angle of a jump. */
const tangentOf = (delta: number): number => Math.sqrt(1 / (1 - delta) ** 2 - 1);

/**
 * Steps within which a jump must come from the squared norm `square`: while there is none the squared norm falls by
 * (a / (1 - delta))^2 a step at least, and below eta l / (a tan) even the smallest gradient jumps.
 */
function longestWait({ learningRate, product, low, delta }: Case, square: number): number {
  const a = 1 - product;
  const safe = (learningRate * low) / (a * tangentOf(delta));
  return Math.max(0, Math.log(square / safe)) / (2 * Math.log((1 - delta) / a)) + 1;
}

/** Jumps of the norm recursion under gradients drawn between the bounds, each within its longest wait. */
function check(value: Case, decay = 1, smallest = 1): CaseResult {
  const { learningRate, product, low, high, calm, delta } = value;
  const rng = createRng(String(value.seed), 'periodic-bn-wd/jump-times');
  const a = 1 - decay * product;
  const draw = (): number => (rng.uniform() < calm ? low : low * (high / low) ** rng.uniform());
  let square = value.start * learningRate * high;
  for (let jumps = 0; jumps < 5; jumps++) {
    const wait = longestWait(value, square);
    let jumped = false;
    for (let step = 0; step < wait && !jumped; step++) {
      const rate = learningRate / square;
      const tangent = (rate * draw() * smallest) / a;
      square *= a ** 2 * (1 + tangent ** 2);
      jumped = Math.cos(Math.atan(tangent)) <= (1 - delta) * (1 + 1e-12);
    }
    if (!jumped) return { holds: false };
  }
  return { holds: true };
}

export default defineInvariant({
  id: 'periodic-bn-wd/jump-times',
  revision: 2,
  states:
    'As long as the effective gradient norm stays between two positive bounds, steps that turn the weights by a cosine ' +
    'of 1 - delta or less, delta below eta lambda, must occur again and again, within a bounded time of each other.',
  source: { paper, at: 'theory of the body, derived anew', reading: 'memory' },
  runs: { smoke: 1000, standard: 5000 },
  cases,
  property: (value) => check(value),
  mutants: {
    'no weight decay, gradients as small as they may be': {
      property: (value) => check({ ...value, calm: 1 }, 0),
      killedShare: 0.75,
    },
    'gradients a hundred times below their bound': {
      property: (value) => check({ ...value, calm: 1 }, 1, 0.01),
      killedShare: 0.5,
    },
  },
});
