import { type CaseResult, defineInvariant } from 'claimcheck';
import { thinSvd } from 'claimcheck/measure';
import type { Flow } from './flow.ts';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import { minimumNorm } from './minimum-norm.ts';
import type { Problem } from './motion.ts';
import { paper } from './paper.ts';
import { loss } from './path-measures.ts';
import { combined, distance, dot, norm, plus } from './vectors.ts';

/** Part of w(end) - w(0) outside the span of points, relative to both. */
function outside({ problem, start }: FlowCase, { limit }: Flow, points: Iterable<number>): number {
  const { right } = thinSvd(Array.from(points, (i) => problem.x[i]!));
  const move = plus(limit, start, -1);
  const inside = combined(
    right,
    right.map((v) => dot(v, move)),
    move.length,
  );
  return distance(move, inside) / (norm(limit) + norm(start));
}

const everActive = ({ segments }: Flow): Set<number> => new Set(segments.flatMap(({ active }) => active));

/**
 * How far |w_inf| is above |w(0)| + 2 |w_min|, or, without loss, below |w_min|; relative to |w_min|. And the residual that w_min
 * leaves, which interpolates, relative to the labels.
 */
function excess({ problem }: FlowCase, { limit }: Flow, { factor, allowance, shortestOf }: Bound): number {
  const interpolator = shortestOf(problem);
  const shortest = norm(interpolator);
  const above = norm(limit) - allowance - factor * shortest;
  const below = loss(problem, limit) < 1e-20 ? shortest - norm(limit) : 0;
  const residual = Math.sqrt(2 * loss(problem, interpolator)) / norm(problem.y);
  return Math.max(above / shortest, below / shortest, residual);
}

interface Bound {
  readonly factor: number;
  readonly allowance: number;
  readonly shortestOf: (problem: Problem) => Float64Array;
}

/** The shortest that meets the labels above 0, whatever it does at the others. */
const withoutInequalities = ({ x, y }: Problem): Float64Array =>
  minimumNorm({ x: x.filter((_, i) => y[i]! > 0), y: y.filter((label) => label > 0) })!;

function check(value: FlowCase, broken: Partial<Bound> = {}): CaseResult {
  const bound = {
    ...{ factor: 2, allowance: norm(value.start), shortestOf: (problem: Problem) => minimumNorm(problem)! },
    ...broken,
  };
  const flow = flowOf(value);
  const error = Math.max(excess(value, flow, bound), outside(value, flow, everActive(flow)));
  return { holds: error <= 1e-9, error };
}

const families = ['positive', 'rectified'] as const;
/** The shortest interpolator is told apart from 0, and by more than rounding. */
const keep = ({ problem }: FlowCase): boolean => {
  const shortest = minimumNorm(problem);
  return shortest !== undefined && norm(shortest) > 1e-3;
};
const fewPoints = flowCases({ families, dimensions: [8, 12], points: [4, 8], initialNorm: [3, 10], keep });

export default defineInvariant({
  id: 'relu-support-vectors/norm-bound',
  revision: 5,
  states:
    'Where a ReLU teacher made the labels, the limit is at most the initial norm plus twice the shortest interpolator ' +
    'long, without loss at least as long as that, and differs from the start in directions of points that were active.',
  source: {
    paper,
    at: 'abstract (not a norm, after Vardi and Shamir 2020); statement and proof ours',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  runs: { smoke: 200, standard: 2000 },
  cases: flowCases({ families, keep }),
  property: (value) => check(value),
  mutants: {
    'the initial norm left out': {
      property: (value) => check(value, { allowance: 0 }),
      cases: fewPoints,
      killedShare: 0.95,
    },
    'half the shortest interpolator': {
      property: (value) => check(value, { factor: 0.5 }),
      cases: flowCases({
        families: ['positive'],
        dimensions: [2, 6],
        points: [15, 25],
        initialNorm: [1e-6, 1e-2],
        keep,
      }),
      killedShare: 0.95,
    },
    'the shortest without the inequalities': {
      property: (value) => check(value, { shortestOf: withoutInequalities }),
      cases: flowCases({
        families: ['rectified'],
        dimensions: [4, 12],
        points: [6, 25],
        keep: (value) => keep(value) && loss(value.problem, withoutInequalities(value.problem)) > 1e-12,
      }),
      killedShare: 1,
    },
    'the span of half the points': {
      property: (value) => {
        const flow = flowOf(value);
        const half = [...everActive(flow)].filter((_, k) => k % 2 === 0);
        const error = outside(value, flow, half);
        return { holds: error <= 1e-9, error };
      },
      cases: fewPoints,
      killedShare: 0.75,
    },
  },
});
