import { type CaseResult, defineInvariant } from 'claimcheck';
import { linearFlow } from './flow.ts';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import { settlingTime } from './motion.ts';
import { paper } from './paper.ts';
import { flowNormDrop, normDrop } from './path-measures.ts';

/** A hundredth is far above whatever a small instead of a vanishing start could do. */
const tolerance = 0.01;

export default defineInvariant({
  id: 'relu-support-vectors/norm-any-data',
  revision: 2,
  states:
    'The norm of the weight of a ReLU neuron grows along the flow from a small weight, whatever the teacher and the dimension.',
  source: {
    paper,
    at: 'abstract of version 2, read without the conditions that version 1 names',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  expected: 'refuted',
  finding:
    'Without the conditions that the abstract of version 1 names it does not: with labels of 0, in about a seventh of the ' +
    'problems in 2 to 5 dimensions, the norm falls again by a hundredth to nearly all of it, as points with label 0 pull it back.',
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases({
    families: ['rectified'],
    dimensions: [2, 5],
    points: [5, 15],
    initialNorm: [1e-6, 1e-5],
  }),
  property: (value: FlowCase): CaseResult => {
    const error = flowNormDrop(flowOf(value));
    return { holds: error <= tolerance, error };
  },
  mutants: {
    'a linear neuron from a large weight': {
      property: ({ problem, start }) => {
        const motion = linearFlow(
          problem,
          start.map((value) => 1e7 * value),
        );
        const error = normDrop([{ motion, duration: settlingTime(motion) }]);
        return { holds: error <= tolerance, error };
      },
      killedShare: 0.95,
    },
  },
});
