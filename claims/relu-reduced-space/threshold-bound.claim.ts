import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { onTheLine } from './protocol.ts';
import { curves, measure, type Size, trainings } from './setting.ts';

/** Thresholds bounded by the size of the domain against a tenth of it (too little) and ten times it (no gain). */
export default defineClaim({
  id: 'relu-reduced-space/threshold-bound',
  revision: 1,
  states:
    'The interval that thresholds need is given by the size of the domain: a larger one gains nothing, a much smaller ' +
    'one is not enough.',
  source: {
    paper,
    at: 'abstract, second statement; that the size of the domain bounds it is ours',
    reading: 'abstract',
  },
  protocol: onTheLine,
  tiers: {
    smoke: { neurons: 10, steps: 4000, networks: 32 } satisfies Size,
    standard: { neurons: 20, steps: 4000, networks: 32 } satisfies Size,
  },
  arms: {
    domain: trainings({ start: 'uniform', reach: 1 }),
    tenth: trainings({ start: 'uniform', reach: 0.1 }),
    tenfold: trainings({ start: 'uniform', reach: 10 }),
    domainAgain: trainings({ start: 'uniform', reach: 1, draw: '/again' }),
  },
  measure,
  effect: {
    name: 'training error, a tenth of the bound over the bound',
    unit: 'decades',
    of: ({ domain, tenth }) => tenth.decades - domain.decades,
    rule: 'exceeds',
    margin: 0.3,
    because: 'twice the error; the target bends where thresholds within a tenth of the domain put no corner',
  },
  also: [
    {
      name: 'training error, the bound over ten times the bound',
      unit: 'decades',
      of: ({ domain, tenfold }) => domain.decades - tenfold.decades,
      rule: 'staysBelow',
      margin: 0.3,
      because: 'the same factor of two: a sufficient bound costs less than an insufficient one',
    },
  ],
  controls: {
    'ten times the bound in place of a tenth': { replace: 'tenth', with: 'tenfold' },
    'the bound, drawn again, in place of a tenth': { replace: 'tenth', with: 'domainAgain' },
  },
  curves,
  figures: {
    'error against the bound': {
      x: { label: 'bound of the thresholds, in units of the domain', scale: 'log' },
      y: { label: 'training error (decades)' },
      lines: ({ tenth, domain, tenfold }) => ({
        reduced: [
          [0.1, tenth.decades],
          [1, domain.decades],
          [10, tenfold.decades],
        ],
      }),
    },
  },
});
