import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { approachOf, stretchesOf } from './approach.ts';
import { linearFlow } from './flow.ts';
import { type FlowCase, flowCases, keepsAwayFromZero } from './flow-cases.ts';
import { settlingTime } from './motion.ts';
import { paper } from './paper.ts';
import { plus } from './vectors.ts';

/** The distance from points on either side of the teacher, of which the flow passes one. */
function beside(value: FlowCase, by: number): CaseResult {
  const { teacher, direction } = value.problem;
  const results = [by, -by].map((offset) =>
    approachOf(value, stretchesOf(value), plus(teacher, direction, offset)),
  );
  return {
    holds: results.every(({ holds }) => holds),
    error: Math.max(...results.map(({ error = NaN }) => error)),
  };
}

/** The labels of a teacher that is longer by a hundred-millionth. */
function stretched(value: FlowCase): FlowCase {
  const y = value.problem.y.map((label) => (1 + 1e-8) * label);
  return { ...value, problem: { ...value.problem, y } };
}

/** The same labels, at other points. */
function shuffled(value: FlowCase): FlowCase {
  const order = createRng(value.seed, 'shuffle').permutation(value.problem.y.length);
  const y = Float64Array.from(order, (i) => value.problem.y[i]!);
  return { ...value, problem: { ...value.problem, y } };
}

const manyPoints = flowCases({
  families: ['rectified'],
  dimensions: [2, 12],
  points: [15, 25],
  initialNorm: [1e-6, 0.1],
});

export default defineInvariant({
  id: 'relu-support-vectors/distance',
  revision: 5,
  states:
    'Where a ReLU teacher made the labels, the flow never moves away from it, nor does the loss rise, from any initial ' +
    'weight and in any dimension.',
  source: { paper, at: 'abstract (gradient dynamics); statement and proof ours', reading: 'abstract' },
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases({ families: ['positive', 'rectified'], keep: keepsAwayFromZero }),
  property: (value) => approachOf(value, stretchesOf(value)),
  mutants: {
    'two points a billionth beside the teacher': {
      property: (value) => beside(value, 1e-9),
      cases: manyPoints,
      killedShare: 0.6,
    },
    'labels a hundred-millionth too large': {
      property: (value) => approachOf(value, stretchesOf(stretched(value))),
      cases: manyPoints,
      killedShare: 0.6,
    },
    'labels of other points': {
      property: (value) => approachOf(value, stretchesOf(shuffled(value))),
      cases: manyPoints,
      killedShare: 0.9,
    },
    'a linear neuron': {
      property: (value) => {
        const motion = linearFlow(value.problem, value.start);
        return approachOf(value, [{ motion, duration: settlingTime(motion) }]);
      },
      cases: manyPoints,
      killedShare: 0.45,
    },
  },
});
