import { defineClaim } from 'claimcheck';
import { costOf } from './detection.ts';
import { paper } from './paper.ts';
import { inPlaceOfTunnels } from './protocol.ts';
import runs from './trainings.runs.ts';

/** Section 4 names random starts among what does not show overfitting; its appendix says where they do. */
export default defineClaim({
  id: 'rl-overfitting/random-starts',
  revision: 1,
  states:
    'Random starts on the training levels expose agents of few levels: they cost an agent of 10 levels more than one of 1000, ' +
    'and more than sticky actions do.',
  source: { paper, at: 'appendices C.2 and C.4, of tunnels; against section 4', reading: 'body' },
  protocol: inPlaceOfTunnels((cells) => `empty rooms of ${cells}`),
  ...runs.of('conv10', 'conv1000', 'convFresh'),
  effect: {
    name: 'what random starts cost the agent of 10 levels above that of 1000',
    unit: 'reward',
    of: ({ conv10, conv1000 }) => costOf('spawn', conv10) - costOf('spawn', conv1000),
    rule: 'exceeds',
    margin: 0.2,
    because: 'a tenth of the optimum, four standard errors of a mean of 500 episodes',
  },
  also: [
    {
      name: 'the same above what sticky actions cost it more',
      unit: 'reward',
      of: ({ conv10, conv1000 }) =>
        costOf('spawn', conv10) -
        costOf('spawn', conv1000) -
        (costOf('sticky', conv10) - costOf('sticky', conv1000)),
      rule: 'exceeds',
      margin: 0,
      because: 'appendix C.4: of the two they are the better detector',
    },
  ],
  controls: {
    '5000 levels in place of 10': { replace: 'conv10', with: 'convFresh' },
  },
});
