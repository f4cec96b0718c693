import { defineClaim, type Trajectory } from 'claimcheck';
import { paper } from './paper.ts';
import { standIn } from './protocol.ts';
import { persistentSgd, sgd, type Size, stationaryRuns } from './setting.ts';
import { steady, worst } from './stationary-panels.ts';

export default defineClaim({
  id: 'sgd-effective-noise/stationary',
  revision: 1,
  states:
    'Where the final training error is positive, SGD and persistent SGD reach a stationary state: loss and displacement ' +
    'no longer depend on the time at which they are looked at.',
  source: { paper, at: 'abstract (under-parametrized regime)', reading: 'abstract' },
  protocol: standIn(1000),
  tiers: {
    smoke: { dimensions: 100 } satisfies Size,
    standard: { dimensions: 200 } satisfies Size,
    paper: { dimensions: 1000, seeds: 8 } satisfies Size,
  },
  arms: {
    sgd: stationaryRuns({ algorithm: sgd(0.15) }),
    persistent: stationaryRuns({ algorithm: persistentSgd(1) }),
    sgdFitting: stationaryRuns({ algorithm: sgd(0.15), load: 2 }),
    persistentFitting: stationaryRuns({ algorithm: persistentSgd(1), load: 2 }),
    sgdAtOnce: stationaryRuns({ algorithm: sgd(0.15), when: { burnIn: 0 } }),
    persistentAtOnce: stationaryRuns({ algorithm: persistentSgd(1), when: { burnIn: 0 } }),
  },
  measure: ({ values }: Trajectory) => ({
    drift: values['drift']!,
    ageing: values['ageing']!,
    error: values['error']!,
  }),
  effect: { ...steady.loss, of: ({ sgd, persistent }) => worst(sgd.drift, persistent.drift) },
  also: [
    { ...steady.displacement, of: ({ sgd, persistent }) => worst(sgd.ageing, persistent.ageing) },
    {
      name: 'smaller training error at the end',
      unit: 'share of samples',
      of: ({ sgd, persistent }) => Math.min(sgd.error, persistent.error),
      rule: 'exceeds',
      margin: 0.01,
      because: 'the state that is meant has a positive training error',
    },
  ],
  controls: {
    'alpha = 2, where the loss goes on falling': [
      { replace: 'sgd', with: 'sgdFitting' },
      { replace: 'persistent', with: 'persistentFitting' },
    ],
    'looked at from the start': [
      { replace: 'sgd', with: 'sgdAtOnce' },
      { replace: 'persistent', with: 'persistentAtOnce' },
    ],
  },
  curves: {
    loss: { label: 'training loss per sample', scale: 'log' },
    displacement: { label: 'mean square displacement by lag' },
  },
});
