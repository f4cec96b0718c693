import { type CaseResult, defineInvariant } from 'claimcheck';
import { thinSvd } from 'claimcheck/measure';
import { linearFlow } from './flow.ts';
import { type FlowCase, flowCases, flowOf } from './flow-cases.ts';
import { paper } from './paper.ts';
import { linearChanges, reactivations } from './path-measures.ts';

/** Changes before the fastest time constant are those of a weight of arbitrary direction. */
function check(value: FlowCase, changes: Parameters<typeof reactivations>[0]): CaseResult {
  const warmUp = 1 / Math.max(...thinSvd(value.problem.x).values) ** 2;
  const { returned } = reactivations(changes, warmUp);
  return { holds: returned === 0, error: returned };
}

export default defineInvariant({
  id: 'relu-support-vectors/never-reactivates',
  revision: 3,
  states: 'A point that the ReLU neuron has deactivated stays inactive, whatever the data.',
  source: {
    paper,
    at: 'experiment on one data set, by a summary of others; read here for any data',
    reading: 'second-hand',
  },
  expected: 'refuted',
  finding:
    'In about a tenth of the problems a point comes back. With positive labels it even has to where the flow finds the ' +
    'teacher: every point is active there.',
  runs: { smoke: 300, standard: 3000 },
  cases: flowCases({
    families: ['positive', 'rectified'],
    dimensions: [3, 10],
    points: [20, 40],
    initialNorm: [1e-6, 1e-5],
  }),
  property: (value) => check(value, flowOf(value).changes),
  mutants: {
    'a linear neuron on few points': {
      property: (value) => {
        const motion = linearFlow(value.problem, value.start);
        return check(value, linearChanges(value.problem, motion));
      },
      cases: flowCases({
        families: ['positive'],
        dimensions: [20, 20],
        points: [18, 20],
        initialNorm: [1e-6, 1e-5],
      }),
      killedShare: 0.15,
    },
  },
});
