import fc from 'fast-check';
import { type CaseResult, defineInvariant } from 'claimcheck';
import { type Flow, reluFlow } from './flow.ts';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import { paper } from './paper.ts';
import { durationOf } from './path-measures.ts';
import { weightAt } from './motion.ts';
import { distance, norm, scaled } from './vectors.ts';

interface Case extends FlowCase {
  readonly factor: number;
}

/**
 * Factors are powers of two, so that rounding is the same on both paths. With others they differ by rounding, which the flow
 * may multiply without bound: a point that is all but passed by becomes active, or does not.
 */
const casesOf = (fewestPoints: number): fc.Arbitrary<Case> =>
  fc
    .tuple(
      flowCases({
        families: ['positive', 'rectified', 'noisyPositive', 'noisy'],
        points: [fewestPoints, 25],
      }),
      fc.integer({ min: 1, max: 10 }),
      fc.boolean(),
    )
    .map(([value, doublings, grows]) => ({ ...value, factor: 2 ** (grows ? doublings : -doublings) }));

/** Few points may all be inactive, and a weight that never moves scales with anything. */
const manyPoints = casesOf(10);

/** w at shares of every stretch of a flow. */
function weightsAlong({ segments }: Flow): Float64Array[] {
  return segments.flatMap((segment) =>
    [0, 0.01, 0.1, 0.3, 0.6, 1].map((share) => weightAt(segment.motion, share * durationOf(segment))),
  );
}

/** The flow from (w(0), y) against that from the factors times them, stretch by stretch, to the last bit. */
function check(value: Case, onStart: number, onLabels: number): CaseResult {
  const { problem, start, factor } = value;
  const weights = weightsAlong(flowOf(value));
  const others = weightsAlong(
    reluFlow({ x: problem.x, y: scaled(problem.y, onLabels) }, scaled(start, onStart)),
  );
  if (weights.length !== others.length) return { holds: false };
  const size = Math.max(...weights.map(norm));
  const error = Math.max(
    ...weights.map((w, place) => distance(scaled(others[place]!, 1 / factor), w) / size),
  );
  return { holds: error === 0, error };
}

export default defineInvariant({
  id: 'relu-support-vectors/rescaling',
  revision: 6,
  states:
    'Initial weight and labels times a positive factor give the same path times the factor: a large initial norm is the ' +
    'same as small labels.',
  source: {
    paper,
    at: 'abstract (magnitude of the norm of initialization); statement and proof ours',
    reading: 'abstract',
    version: 'arXiv v1 and v2',
  },
  runs: { smoke: 200, standard: 2000 },
  cases: casesOf(1),
  property: (value) => check(value, value.factor, value.factor),
  mutants: {
    'initial weight alone': {
      property: (value) => check(value, value.factor, 1),
      cases: manyPoints,
      killedShare: 0.88,
    },
    'labels alone': {
      property: (value) => check(value, 1, value.factor),
      cases: manyPoints,
      killedShare: 0.95,
    },
    'labels a billionth more': {
      property: (value) => check(value, value.factor, value.factor * (1 + 1e-9)),
      cases: manyPoints,
      killedShare: 0.88,
    },
  },
});
