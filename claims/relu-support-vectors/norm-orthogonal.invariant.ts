import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { thinSvd } from 'claimcheck/measure';
import { reluFlow } from './flow.ts';
import { type FlowCase, flowCases } from './flow-cases.ts';
import { paper } from './paper.ts';
import { flowNormDrop } from './path-measures.ts';
import { dot, scaled } from './vectors.ts';

/** The points turned orthogonal to each other, each of a random length. */
function orthogonalized({ problem, seed }: FlowCase): Float64Array[] {
  const rng = createRng(seed, 'lengths');
  return thinSvd(problem.x).right.map((direction) => scaled(direction, rng.uniform(0.1, 3)));
}

/** Labels that the start exceeds at no active point, by random amounts; times `labelScale`. */
function check(value: FlowCase, x: readonly Float64Array[], labelScale = 1): CaseResult {
  const rng = createRng(value.seed, 'labels');
  const y = Float64Array.from(x, (point) => {
    const label = Math.max(0, dot(point, value.start)) + rng.uniform(0.01, 2);
    return labelScale * label;
  });
  const error = flowNormDrop(reluFlow({ x, y }, value.start));
  return { holds: error <= 1e-12, error };
}

const families = ['rectified'] as const;
const shape = { families, dimensions: [2, 12], points: [2, 12] } as const;

export default defineInvariant({
  id: 'relu-support-vectors/norm-orthogonal',
  revision: 3,
  states:
    'With inputs orthogonal to each other and labels that the initial outputs do not exceed, the norm of the weight only ' +
    'grows, in any dimension and from any initial norm.',
  source: {
    paper,
    at: 'abstract of version 1 ("under some conditions"); these conditions are ours',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases(shape),
  property: (value) => check(value, orthogonalized(value)),
  mutants: {
    'labels below the initial outputs': {
      property: (value) => check(value, orthogonalized(value), 0.01),
      cases: flowCases({ ...shape, points: [8, 12], initialNorm: [5, 10] }),
      killedShare: 0.9,
    },
    'inputs that are not orthogonal': {
      property: (value) => check(value, value.problem.x),
      cases: flowCases({ ...shape, dimensions: [3, 6], points: [8, 12], initialNorm: [1, 10] }),
      killedShare: 0.2,
    },
  },
});
