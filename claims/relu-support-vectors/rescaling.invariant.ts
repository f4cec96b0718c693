import fc from 'fast-check';
import { type CaseResult, defineInvariant } from '#claim';
import { reluFlow, weightOf } from './flow.ts';
import { type FlowCase, flowCases, flowOf, logUniform, timesOf } from './flow-cases.ts';
import { paper } from './paper.ts';
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
      }),
      logUniform(1e-3, 1e3),
    )
    .map(([value, factor]) => ({ ...value, factor }));

/** Few points may all be inactive, and a weight that never moves scales with anything. */
const manyPoints = casesOf(10);

/** The flow from (w(0), y) against that from the factors times them, at times across the first. */
function check(value: Case, onStart: number, onLabels: number): CaseResult {
  const { problem, start, factor } = value;
  const [flow, other] = [
    flowOf(value),
    reluFlow({ x: problem.x, y: scaled(problem.y, onLabels) }, scaled(start, onStart)),
  ];
  const errors = timesOf(flow).map((t) => {
    const w = weightOf(flow, t);
    // A weight that passes by 0 has rounding of the size that it had.
    const size = Math.max(norm(w), 1e-4 * (norm(start) + norm(flow.limit)));
    return distance(scaled(weightOf(other, t), 1 / factor), w) / size;
  });
  const error = Math.max(...errors);
  return { holds: error <= 1e-9, error };
}

export default defineInvariant({
  id: 'relu-support-vectors/rescaling',
  revision: 1,
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
      killedShare: 0.9,
    },
    'labels alone': {
      property: (value) => check(value, 1, value.factor),
      cases: manyPoints,
      killedShare: 0.9,
    },
  },
});
