import { type CaseResult, defineInvariant } from 'claimcheck';
import { reluFlow } from './flow.ts';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import type { Problem } from './motion.ts';
import { paper } from './paper.ts';
import { roundingOf } from './rounding.ts';
import { fitOf, limitOf, moved } from './support-fit.ts';
import { distance, norm } from './vectors.ts';

interface Broken {
  readonly pointsOf?: (support: readonly number[], all: number) => readonly number[];
  readonly movesSupport?: boolean;
  readonly turnsOthers?: boolean;
  /** Labels that are fitted in place of those that the flow had. */
  readonly labelled?: (problem: Problem) => Problem;
}

function check(
  value: FlowCase,
  { pointsOf, movesSupport = false, turnsOthers = false, labelled = (problem) => problem }: Broken = {},
): CaseResult {
  const flow = flowOf(value);
  const { support } = flow;
  const limit = limitOf(value, flow);
  const chosen = pointsOf ? pointsOf(support, value.problem.x.length) : support;
  const isSupport = (i: number): boolean => support.includes(i);
  const changed = moved(
    value,
    (i) => isSupport(i) === movesSupport,
    movesSupport || turnsOthers ? 1 : -1,
    limit,
  );
  const drift = distance(reluFlow(changed, limit).limit, limit);
  const { misfit } = fitOf(value.problem, support, limit);
  const { motion } = flow.segments.at(-1)!;
  const rounding = roundingOf(value.problem, motion, norm(motion.start) + norm(limit), misfit);
  const fitError = fitOf(labelled(value.problem), chosen, limit).error;
  // In units of what rounding may come to.
  const error = Math.max(fitError / rounding.fit, drift / rounding.weight);
  return { holds: error <= 1, error };
}

/** Noisy labels: noise-free ones are fitted by any subset of the points, and nothing would depend on the right one. */
const families = ['noisy', 'noisyPositive'] as const;
const overdetermined = flowCases({ families, dimensions: [1, 5], points: [20, 25] });
/** Some points are support vectors and some are not: a dead neuron, or one that all points support, has no others. */
const parted = flowCases({
  families,
  dimensions: [1, 5],
  points: [20, 25],
  keep: (value) => {
    const { support } = flowOf(value);
    return support.length > 0 && support.length < value.problem.x.length;
  },
});

export default defineInvariant({
  id: 'relu-support-vectors/limit-stationary',
  revision: 5,
  states:
    'The flow ends in the least-squares fit of its support vectors, the points that are active there, and stays in it ' +
    'whatever points and labels are put in place of the others on the inactive side.',
  source: {
    paper,
    at: 'abstract (implicit bias in terms of support vectors); definition and proof ours',
    reading: 'abstract',
    version: 'arXiv v1 and v2',
  },
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases({ families }),
  property: (value) => check(value),
  mutants: {
    'labels a hundred-millionth too large': {
      property: (value) =>
        check(value, {
          labelled: (problem) => ({ ...problem, y: problem.y.map((label) => (1 + 1e-8) * label) }),
        }),
      cases: overdetermined,
      killedShare: 0.88,
    },
    'a support vector less': {
      property: (value) => check(value, { pointsOf: (support) => support.slice(1) }),
      cases: overdetermined,
      killedShare: 0.85,
    },
    'all points in place of the support vectors': {
      property: (value) =>
        check(value, { pointsOf: (_, all) => Array.from({ length: all }, (_value, i) => i) }),
      cases: parted,
      killedShare: 1,
    },
    'support vectors moved': {
      property: (value) => check(value, { movesSupport: true }),
      cases: overdetermined,
      killedShare: 0.85,
    },
    'other points moved to the active side': {
      property: (value) => check(value, { turnsOthers: true }),
      cases: parted,
      killedShare: 1,
    },
  },
});
