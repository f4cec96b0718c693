import { defineClaim } from 'claimcheck';
import runs from './batch-sizes.runs.ts';
import { paper } from './paper.ts';
import { transformers } from './protocol.ts';

/** Where the trust ratio does what Adam's step cannot: weights stored 64-fold apart, in a network that computes the same. */
export default defineClaim({
  id: 'lamb/layer-scales',
  revision: 1,
  states:
    'One learning rate serves layers of any size: with the matrices stored at an eighth to eight times their scale, LAMB by the recipe ' +
    'loses nothing at the large batch.',
  source: {
    paper,
    at: 'Algorithm 2: steps in proportion to the norm of the layer',
    reading: 'body',
    version: 'arXiv, September 2019',
  },
  protocol: transformers(
    'a batch of 1024 in place of up to 32K',
    'a batch of 4096 in place of up to 32K',
    'matrices stored at an eighth to eight times their scale in place of the scales that a network has',
  ),
  ...runs.of('by64', 'rescaled', 'adamBy64', 'adamRescaled'),
  effect: {
    name: 'excess loss, matrices at scales of their own less at one scale',
    unit: 'nats',
    of: ({ rescaled, by64 }) => rescaled.excess - by64.excess,
    rule: 'staysBelow',
    margin: 0.1,
    because: 'as much as LAMB may lose by a batch 64 times larger: a thirtieth of what there is to learn',
  },
  requires: [
    {
      name: 'excess loss at one scale, the worse of LAMB and AdamW',
      unit: 'nats',
      of: ({ by64, adamBy64 }) => Math.max(by64.excess, adamBy64.excess),
      rule: 'staysBelow',
      margin: 0.3,
      because: 'both learnt nine tenths of the 3 nats that there are to learn',
    },
  ],
  controls: {
    'AdamW by the same recipe': [
      { replace: 'rescaled', with: 'adamRescaled' },
      { replace: 'by64', with: 'adamBy64' },
    ],
  },
});
