import fc from 'fast-check';
import { type CaseResult, defineInvariant, logEven } from '#claim';
import { type Flow, reluFlow, weightOf } from './flow.ts';
import { condition, type FlowCase, flowCases, flowOf, keepsAwayFromZero, timesOf } from './flow-cases.ts';
import { weightAt } from './motion.ts';
import { paper } from './paper.ts';
import { durationOf } from './path-measures.ts';
import { distance, norm, scaled } from './vectors.ts';

interface Case extends FlowCase {
  readonly factor: number;
}

const casesOf = (fewestPoints: number): fc.Arbitrary<Case> =>
  fc
    .tuple(
      flowCases({
        families: ['positive', 'rectified', 'noisyPositive', 'noisy'],
        points: [fewestPoints, 25],
        // Below, rounding of labels of size 1 shows in the first changes of activation.
        initialNorm: [1e-3, 10],
        keep: keepsAwayFromZero,
      }),
      logEven(1e-3, 1e3),
    )
    .map(([value, factor]) => ({ ...value, factor }));

/** Few points may all be inactive, and a weight that never moves scales with anything. */
const manyPoints = casesOf(10);

/** w at shares of every stretch of a flow. */
function weightsAlong({ segments }: Flow): Float64Array[] {
  return segments.flatMap((segment) =>
    [0, 0.01, 0.1, 0.3, 0.6, 1].map((share) => weightAt(segment.motion, share * durationOf(segment))),
  );
}

/**
 * The flow from (w(0), y) against that from the factors times them, stretch by stretch: a weight that passes by 0 may
 * change its activations within rounding of the time. Where the stretches are not as many, at times across the first.
 */
function check(value: Case, onStart: number, onLabels: number): CaseResult {
  const { problem, start, factor } = value;
  const [flow, other] = [
    flowOf(value),
    reluFlow({ x: problem.x, y: scaled(problem.y, onLabels) }, scaled(start, onStart)),
  ];
  const times = timesOf(flow);
  const [weights, others] =
    flow.segments.length === other.segments.length
      ? [weightsAlong(flow), weightsAlong(other)]
      : [times.map((t) => weightOf(flow, t)), times.map((t) => weightOf(other, t))];
  const errors = weights.map((w, place) => {
    // A weight that passes by 0 has rounding of the size that it had.
    const size = Math.max(norm(w), 1e-4 * (norm(start) + norm(flow.limit)));
    return distance(scaled(others[place]!, 1 / factor), w) / size;
  });
  // From a thousandth of its size on, rounding shows in proportion to how near a weight has been to 0.
  const error = Math.max(...errors) / Math.max(1, condition(value) / 1e3);
  return { holds: error <= 1e-9, error };
}

export default defineInvariant({
  id: 'relu-support-vectors/rescaling',
  revision: 4,
  states:
    'Initial weight and labels times a positive factor give the same path times the factor: a large initial norm is the ' +
    'same as small labels.',
  source: { paper, at: 'abstract (magnitude of the norm of initialization); statement and proof ours' },
  runs: { smoke: 200, standard: 2000 },
  cases: casesOf(1),
  property: (value) => check(value, value.factor, value.factor),
  mutants: {
    'initial weight alone': {
      property: (value) => check(value, value.factor, 1),
      cases: manyPoints,
      killedShare: 0.85,
    },
    'labels alone': {
      property: (value) => check(value, 1, value.factor),
      cases: manyPoints,
      killedShare: 0.95,
    },
  },
});
