import { defineClaim } from 'claimcheck';
import { inReducedSpace } from './panels.ts';
import { paper } from './paper.ts';
import { onTheLine } from './protocol.ts';
import { curves, measure, type Size, trainings } from './setting.ts';

/** Both arms start with the usual networks, carried into the reduced space neuron by neuron: the same functions. */
export default defineClaim({
  id: 'relu-reduced-space/training-carried',
  revision: 1,
  states:
    'It is the restriction to the reduced space that improves training: from the usual normal start, with the length of each ' +
    'weight vector moved to its outgoing coefficient, the restricted network reaches a smaller training error.',
  source: { paper, at: 'abstract, last sentence; the attribution is ours', reading: 'abstract' },
  protocol: onTheLine,
  expected: 'refuted',
  finding:
    'From the usual start too it is no restriction that helps: to move the length of each weight vector to its outgoing ' +
    'coefficient gains 0.2 decades with 10 neurons and 0.5 with 20, and the restriction adds nothing to it.',
  tiers: {
    smoke: { neurons: 10, steps: 4000, networks: 256 } satisfies Size,
    standard: { neurons: 20, steps: 4000, networks: 128 } satisfies Size,
  },
  arms: {
    free: trainings({ start: 'carried' }),
    reduced: trainings({ start: 'carried', reach: 1 }),
    tooNarrow: trainings({ start: 'carried', reach: 0.1 }),
    uncarried: trainings({ start: 'normal' }),
  },
  measure,
  effect: {
    name: 'training error, free over reduced, from the same start',
    unit: 'decades',
    of: ({ free, reduced }) => free.decades - reduced.decades,
    rule: 'exceeds',
    margin: 0.1,
    because: 'a fifth less error; a third of the advantage that `training` asks for',
  },
  requires: [
    inReducedSpace,
    {
      name: 'training error, not carried over the worse of the two',
      unit: 'decades',
      of: ({ free, reduced, uncarried }) => uncarried.decades - Math.max(free.decades, reduced.decades),
      rule: 'exceeds',
      margin: 0,
      because: 'networks that were trained, where an improvement of the start is seen',
    },
  ],
  controls: { 'thresholds within a tenth of the domain': { replace: 'reduced', with: 'tooNarrow' } },
  curves,
});
