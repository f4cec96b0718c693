import { type CaseResult, defineInvariant } from '#claim';
import { createRng } from '#core';
import { signChanges } from '#measure';
import { linearFlow } from './flow.ts';
import { type FlowCase, flowCases, flowOf, keepsAwayFromZero } from './flow-cases.ts';
import { type Motion, normSlope, settlingTime, weightAt } from './motion.ts';
import { paper } from './paper.ts';
import { durationOf, loss } from './path-measures.ts';
import { distance, norm, plus } from './vectors.ts';

interface Stretch {
  readonly motion: Motion;
  readonly duration: number;
}

/** |w - goal| at the ends of a stretch and wherever it turns, exactly found. */
function distances({ motion, duration }: Stretch, goal: Float64Array): number[] {
  const shifted = { ...motion, rest: plus(motion.rest, goal, -1) };
  const turns = Array.from(signChanges(normSlope(shifted), 0, duration), ({ at }) => at);
  return [0, ...turns, duration].map((s) => distance(weightAt(motion, s), goal));
}

/** Largest rise of a series above its least value before. */
function rise(values: readonly number[]): number {
  let [least, most] = [Infinity, 0];
  for (const value of values) {
    most = Math.max(most, value - least);
    least = Math.min(least, value);
  }
  return most;
}

const stretchesOf = (value: FlowCase): Stretch[] =>
  flowOf(value).segments.map((segment) => ({ motion: segment.motion, duration: durationOf(segment) }));

function check({ problem }: FlowCase, stretches: readonly Stretch[]): CaseResult {
  const far = rise(stretches.flatMap((stretch) => distances(stretch, problem.teacher)));
  const losses = stretches.flatMap(({ motion, duration }) =>
    [0, 0.1, 0.5, 1].map((share) => loss(problem, weightAt(motion, share * duration))),
  );
  const scale = 1 + norm(stretches[0]!.motion.start);
  const error = Math.max(far / scale, rise(losses) / (1 + losses[0]!));
  return { holds: error <= 1e-12, error };
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
  revision: 4,
  states:
    'Where a ReLU teacher made the labels, the flow never moves away from it, nor does the loss rise, from any initial ' +
    'weight and in any dimension.',
  source: { paper, at: 'gradient dynamics; statement and proof ours' },
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases({ families: ['positive', 'rectified'], keep: keepsAwayFromZero }),
  property: (value) => check(value, stretchesOf(value)),
  mutants: {
    'labels of other points': {
      property: (value) => check(value, stretchesOf(shuffled(value))),
      cases: manyPoints,
      killedShare: 0.9,
    },
    'a linear neuron': {
      property: (value) => {
        const motion = linearFlow(value.problem, value.start);
        return check(value, [{ motion, duration: settlingTime(motion) }]);
      },
      cases: manyPoints,
      killedShare: 0.45,
    },
  },
});
