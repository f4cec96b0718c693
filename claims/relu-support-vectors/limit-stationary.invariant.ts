import { type CaseResult, defineInvariant } from '#claim';
import { createRng } from '#core';
import { leastSquares } from '#measure';
import { reluFlow } from './flow.ts';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import { randomDirection } from './instances.ts';
import type { Problem } from './motion.ts';
import { paper } from './paper.ts';
import { distance, dot, norm, scaled } from './vectors.ts';

/** w.x_i of chosen points against that of their least-squares fit, relative to |x_i| times a size of weights. */
function fitError({ x, y }: Problem, chosen: readonly number[], w: Float64Array, size: number): number {
  const [rows, labels] = [chosen.map((i) => x[i]!), Float64Array.from(chosen, (i) => y[i]!)];
  const fit = leastSquares(rows, labels, w.length);
  return Math.max(0, ...rows.map((row) => Math.abs(dot(row, w) - dot(row, fit)) / (norm(row) * size)));
}

/** New points in place of some, each on the inactive side of w or on the active one. */
function moved(value: FlowCase, chosen: (i: number) => boolean, side: 1 | -1, w: Float64Array): Problem {
  const rng = createRng(value.seed, 'moved');
  const { x, y } = value.problem;
  const points = x.map((point, i) => {
    const other = scaled(randomDirection(rng, w.length), norm(point));
    if (!chosen(i)) return point;
    return side * dot(other, w) < 0 ? scaled(other, -1) : other;
  });
  return { x: points, y: y.map((label, i) => (chosen(i) ? rng.uniform(0, 2) : label)) };
}

interface Broken {
  readonly pointsOf?: (support: readonly number[], all: number) => readonly number[];
  readonly movesSupport?: boolean;
  readonly turnsOthers?: boolean;
}

function check(
  value: FlowCase,
  { pointsOf, movesSupport = false, turnsOthers = false }: Broken = {},
): CaseResult {
  const { limit: end, support } = flowOf(value);
  // Where only labels of 0 pull, the limit is 0. What rounding leaves of it has no direction, and so no inactive side.
  const size = norm(value.start) + norm(end);
  const limit = norm(end) <= 1e-13 * size ? end.map(() => 0) : end;
  const chosen = pointsOf ? pointsOf(support, value.problem.x.length) : support;
  const isSupport = (i: number): boolean => support.includes(i);
  const changed = moved(
    value,
    (i) => isSupport(i) === movesSupport,
    movesSupport || turnsOthers ? 1 : -1,
    limit,
  );
  const drift = distance(reluFlow(changed, limit).limit, limit) / size;
  const error = Math.max(fitError(value.problem, chosen, limit, size), drift);
  return { holds: error <= 1e-9, error };
}

/** Noisy labels: noise-free ones are fitted by any subset of the points, and nothing would depend on the right one. */
const families = ['noisy', 'noisyPositive'] as const;
const overdetermined = flowCases({ families, dimensions: [1, 5], points: [20, 25] });

export default defineInvariant({
  id: 'relu-support-vectors/limit-stationary',
  revision: 3,
  states:
    'The flow ends in the least-squares fit of its support vectors, the points that are active there, and stays in it ' +
    'whatever points and labels are put in place of the others on the inactive side.',
  source: { paper, at: 'abstract (implicit bias in terms of support vectors); definition and proof ours' },
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases({ families }),
  property: (value) => check(value),
  mutants: {
    'a support vector less': {
      property: (value) => check(value, { pointsOf: (support) => support.slice(1) }),
      cases: overdetermined,
      killedShare: 0.85,
    },
    'all points in place of the support vectors': {
      property: (value) =>
        check(value, { pointsOf: (_, all) => Array.from({ length: all }, (_value, i) => i) }),
      cases: overdetermined,
      killedShare: 0.8,
    },
    'support vectors moved': {
      property: (value) => check(value, { movesSupport: true }),
      cases: overdetermined,
      killedShare: 0.85,
    },
    'other points moved to the active side': {
      property: (value) => check(value, { turnsOthers: true }),
      cases: overdetermined,
      killedShare: 0.8,
    },
  },
});
