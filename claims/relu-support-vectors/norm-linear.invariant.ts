import { type CaseResult, defineInvariant } from 'claimcheck';
import { linearFlow } from './flow.ts';
import { type FlowCase, flowCases } from './flow-cases.ts';
import { settlingTime } from './motion.ts';
import { paper } from './paper.ts';
import { normDrop } from './path-measures.ts';
import { scaled } from './vectors.ts';

function check({ problem, start }: FlowCase, share: number): CaseResult {
  const motion = linearFlow(problem, scaled(start, share));
  const error = normDrop([{ motion, duration: settlingTime(motion) }]);
  return { holds: error <= 1e-12, error };
}

export default defineInvariant({
  id: 'relu-support-vectors/norm-linear',
  revision: 2,
  states: 'The norm of a linear neuron never falls along the flow from 0, whatever the data.',
  source: {
    paper,
    at: 'abstract of version 1 (the norm increases); the linear case is ours',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases({ families: ['positive', 'rectified', 'noisyPositive', 'noisy'] }),
  property: (value) => check(value, 0),
  mutants: {
    'from another weight': {
      property: (value) => check(value, 1),
      cases: flowCases({
        families: ['positive', 'rectified', 'noisyPositive', 'noisy'],
        points: [10, 25],
        initialNorm: [2, 10],
      }),
      killedShare: 0.95,
    },
  },
});
