import { defineClaim } from 'claimcheck';
import { inReducedSpace, trained } from './panels.ts';
import { paper } from './paper.ts';
import { inThePlane } from './protocol.ts';
import { curves, measure, type Size, trainings } from './setting.ts';

/** In the plane, where a weight vector has a direction to learn; on the line the sphere is a sign. */
export default defineClaim({
  id: 'relu-reduced-space/training-plane',
  revision: 1,
  states:
    'Also for a function of two variables training in the reduced parameter space, from weights on the sphere and thresholds ' +
    'spread over the domain, reaches a smaller training error than training in the full one from the usual normal start.',
  source: { paper, at: 'abstract, last sentence', reading: 'abstract' },
  protocol: inThePlane,
  expected: 'refuted',
  finding:
    'For sin(pi x) sin(pi y) the error is less by a seventh (20 neurons) to a fifth (40), not by half as on the line.',
  tiers: {
    smoke: { neurons: 20, steps: 4000, networks: 32, dimensions: 2 } satisfies Size,
    standard: { neurons: 40, steps: 4000, networks: 32, dimensions: 2 } satisfies Size,
  },
  arms: {
    free: trainings({ start: 'normal' }),
    reduced: trainings({ start: 'uniform', reach: 1 }),
    tooNarrow: trainings({ start: 'uniform', reach: 0.1 }),
  },
  measure,
  effect: {
    name: 'training error, free over reduced',
    unit: 'decades',
    of: ({ free, reduced }) => free.decades - reduced.decades,
    rule: 'exceeds',
    margin: 0.3,
    because:
      'the abstract gives no number and the examples were not read; half the error is the least worth a new method',
  },
  requires: [inReducedSpace, trained(-1.6, 'a tenth of the variance of the target, 1/4, is left at most')],
  controls: { 'thresholds within a tenth of the domain': { replace: 'reduced', with: 'tooNarrow' } },
  curves,
});
