import { type CaseResult, defineInvariant } from 'claimcheck';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import { paper } from './paper.ts';
import { flowNormDrop } from './path-measures.ts';
import { norm } from './vectors.ts';

/**
 * The weight at the start is small, not 0: along a direction in which the flow goes the other way it is lost first, and with
 * it its square of |w|^2. Where |w| has meanwhile grown to .01 along another direction, that is 5e-9 of it.
 */
function check(value: FlowCase): CaseResult {
  const error = flowNormDrop(flowOf(value), norm(value.start));
  return { holds: error <= 1e-9, error };
}

const inPlane = { dimensions: [2, 2], initialNorm: [1e-6, 1e-5] } as const;

export default defineInvariant({
  id: 'relu-support-vectors/norm-increases',
  revision: 3,
  states:
    'In two dimensions, with points that the teacher activates and from a small weight, the norm of the weight only grows.',
  source: {
    paper,
    at: 'abstract of version 1 ("under some conditions"); these conditions are ours',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  runs: { smoke: 500, standard: 10_000 },
  cases: flowCases({ ...inPlane, families: ['positive'] }),
  property: check,
  mutants: {
    'a large initial weight': {
      property: check,
      cases: flowCases({
        families: ['positive'],
        dimensions: [2, 2],
        points: [5, 25],
        initialNorm: [3, 10],
      }),
      killedShare: 0.85,
    },
    'labels of 0': {
      property: check,
      cases: flowCases({ ...inPlane, families: ['rectified'], points: [3, 10] }),
      killedShare: 0.15,
    },
  },
});
