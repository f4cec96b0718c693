import { defineClaim } from 'claimcheck';
import { curves, ends, interpolation } from './measures.ts';
import { paper } from './paper.ts';
import { finite, linear, small, symmetry } from './protocol.ts';
import { failure, type Size, trainings } from './setting.ts';

const normal = { kind: 'symmetric', scale: 0.6 } as const;
const runs = (start: Parameters<typeof trainings>[0]['start']) => trainings({ start, sampled: true });

/** Both arms see the same sequences, and each network a set of its own. */
export default defineClaim({
  id: 'rnn-extrapolation/implicit-bias',
  revision: 1,
  states:
    'It is the optimizer that chooses among networks that fit: on the same sequences, to the same training error, gradient ' +
    'descent comes to one that extrapolates or, from next to one that does not, to one that fails.',
  source: {
    paper,
    at: 'abstract, last sentence',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  protocol: linear(small, symmetry, finite),
  tiers: {
    smoke: { dimensions: 10, length: 5, steps: 30_000, networks: 4, sequences: 64 } satisfies Size,
    standard: { dimensions: 10, length: 5, steps: 40_000, networks: 8, sequences: 64 } satisfies Size,
  },
  arms: {
    normal: runs(normal),
    normalAgain: runs({ ...normal, draw: '/again' }),
    adversarial: runs({ kind: 'cyclic', scale: 0.1 }),
  },
  measure: ends,
  effect: {
    name: 'typical error that longer sequences add, adversarial over normal start',
    unit: 'decades',
    of: ({ adversarial, normal }) => adversarial.beyond - normal.beyond,
    rule: 'exceeds',
    margin: 2,
    because: 'predictions beyond the training length that are off ten times as far',
  },
  also: [
    {
      name: 'loss at the training length, worst network and start',
      unit: 'label variance',
      of: ({ adversarial, normal }) => Math.max(adversarial.worstLoss, normal.worstLoss),
      ...interpolation,
    },
    {
      name: 'share of networks that fail, adversarial less normal start',
      unit: 'share of networks',
      of: ({ adversarial, normal }) => adversarial.failing - normal.failing,
      rule: 'exceeds',
      margin: 0.5,
      because: `most of the one and hardly any of the other; failing is to add more than ${failure} of the label's variance`,
    },
  ],
  controls: {
    'a second normal start': { replace: 'adversarial', with: 'normalAgain' },
  },
  curves,
});
