import { type CaseResult, defineInvariant } from 'claimcheck';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import { paper } from './paper.ts';
import { roundingOf } from './rounding.ts';
import { distance, dot, norm } from './vectors.ts';

const activeAtStart = ({ problem, start }: FlowCase): number =>
  problem.x.filter((point) => dot(point, start) > 0).length;

/** Every point has another one within a right angle. */
const connected = ({ problem: { x } }: FlowCase): boolean =>
  x.every((point, i) => x.some((other, j) => i !== j && dot(point, other) > 0.01));

/** Beside what any point that fits its own label brings to each neighbour, the start is at most a tenth there. */
const small = ({ problem: { x, y }, start }: FlowCase): boolean =>
  x.every((point, i) => {
    const fitted = y[i]! / dot(point, point);
    return x.every((other, j) => {
      const shared = dot(point, other);
      return i === j || shared <= 0.01 || norm(start) * norm(other) <= 0.1 * fitted * shared;
    });
  });

/** The error is in units of what rounding may come to: two points that are all but parallel hold the limit loosely. */
function check(value: FlowCase): CaseResult {
  const { problem } = value;
  const { limit, segments } = flowOf(value);
  const { motion } = segments.at(-1)!;
  const rounding = roundingOf(problem, motion, norm(problem.teacher) + norm(motion.start));
  const error = distance(limit, problem.teacher) / rounding.weight;
  return { holds: error <= 1, error };
}

const inPlane = { dimensions: [2, 2], points: [2, 25], initialNorm: [1e-6, 1e-5] } as const;

export default defineInvariant({
  id: 'relu-support-vectors/d2-global',
  revision: 4,
  states:
    'In two dimensions, with points that the teacher activates, each within a right angle of another, the flow from a ' +
    'weight that activates one of them, and is small beside what one point brings to another, ends in the teacher.',
  source: {
    paper,
    at: 'abstract of version 2 (d = 2); these assumptions are ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  runs: { smoke: 500, standard: 10_000 },
  cases: flowCases({
    ...inPlane,
    families: ['positive'],
    keep: (value) => activeAtStart(value) > 0 && connected(value) && small(value),
  }),
  property: check,
  mutants: {
    'two points more than a right angle apart': {
      property: check,
      cases: flowCases({
        ...inPlane,
        points: [2, 2],
        families: ['positive'],
        keep: (value) => activeAtStart(value) === 1 && !connected(value) && small(value),
      }),
      killedShare: 0.95,
    },
    'nothing active at the start': {
      property: check,
      cases: flowCases({
        ...inPlane,
        points: [2, 5],
        families: ['positive'],
        keep: (value) => activeAtStart(value) === 0,
      }),
      killedShare: 1,
    },
    'labels that no teacher made': {
      property: check,
      cases: flowCases({ ...inPlane, families: ['noisyPositive'], points: [5, 25] }),
      killedShare: 0.95,
    },
  },
});
