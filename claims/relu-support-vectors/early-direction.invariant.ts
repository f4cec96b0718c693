import { type CaseResult, defineInvariant } from 'claimcheck';
import { thinSvd } from 'claimcheck/measure';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import { weightAt } from './motion.ts';
import { paper } from './paper.ts';
import { durationOf, gradient } from './path-measures.ts';
import { norm, plus, scaled } from './vectors.ts';

type Active = readonly number[];

/**
 * w(t) - (w(0) + t v) up to the first change of activation, over its bound L t (|w(0)| + t |v|) with L the largest
 * curvature: 1 at most.
 */
function check(value: FlowCase, pulling: (active: Active, value: FlowCase) => Active): CaseResult {
  const { problem, start } = value;
  const [first] = flowOf(value).segments;
  const { active, motion } = first!;
  const v = scaled(gradient(problem, pulling(active, value), new Float64Array(start.length)), -1);
  const curvature = Math.max(...thinSvd(problem.x).values) ** 2;
  const end = Math.min(durationOf(first!), 1 / curvature);
  const errors = [0.01, 0.1, 1].map((share) => {
    const t = share * end;
    const left = plus(plus(weightAt(motion, t), start, -1), v, -t);
    const rounding = 1e-14 * (norm(start) + t * norm(v));
    return norm(left) / (curvature * t * (norm(start) + t * norm(v)) + rounding);
  });
  const error = Math.max(...errors);
  return { holds: error <= 1, error };
}

/** A start so small that the labels outweigh it. */
const small = flowCases({
  families: ['positive', 'rectified'],
  points: [5, 25],
  initialNorm: [1e-6, 1e-4],
  keep: ({ problem, start }) => {
    const active = problem.x.map((x) => x.reduce((sum, value, i) => sum + value * start[i]!, 0) > 0);
    return (
      active.some((on, i) => on && problem.y[i]! > 0) && active.some((on, i) => !on && problem.y[i]! > 0)
    );
  },
});

export default defineInvariant({
  id: 'relu-support-vectors/early-direction',
  revision: 2,
  states:
    'From a small weight the flow first moves straight along v, the sum of the active points weighted with their labels: ' +
    'of the initial direction only the pattern of activations counts.',
  source: {
    paper,
    at: 'abstract (magnitude of the norm of initialization); statement and bound ours',
    reading: 'abstract',
    version: 'arXiv v1 and v2',
  },
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases({ families: ['positive', 'rectified', 'noisyPositive', 'noisy'] }),
  property: (value) => check(value, (active) => active),
  mutants: {
    'all points pull': {
      property: (value) => check(value, (_, { problem }) => problem.x.map((_point, i) => i)),
      cases: small,
      killedShare: 0.95,
    },
    'nothing pulls': { property: (value) => check(value, () => []), cases: small, killedShare: 0.95 },
  },
});
