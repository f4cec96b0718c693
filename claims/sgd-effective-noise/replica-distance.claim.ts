import { defineClaim, type Trajectory } from 'claimcheck';
import { paper } from './paper.ts';
import { perWeight, standIn } from './protocol.ts';
import { replicaRuns } from './replicas.ts';
import { persistentSgd, sgd, type Size } from './setting.ts';

const margin = 1e-3;
const because =
  'per weight, of squares near 1: replicas that are 3 % apart; without noise they are 0 apart, exactly';

export default defineClaim({
  id: 'sgd-effective-noise/replica-distance',
  revision: 2,
  states:
    'Where the training error vanishes, two replicas that share the start but not the batches end apart: the distance ' +
    'that is left measures the noise.',
  source: { paper, at: 'abstract (over-parametrized regime)', reading: 'abstract' },
  protocol: standIn(1000, perWeight),
  tiers: {
    smoke: { dimensions: 100 } satisfies Size,
    standard: { dimensions: 200 } satisfies Size,
    paper: { dimensions: 1000, seeds: 8 } satisfies Size,
  },
  arms: {
    sgd: replicaRuns({ algorithm: sgd(0.15) }),
    persistent: replicaRuns({ algorithm: persistentSgd(1) }),
    hardlyNoisy: replicaRuns({ algorithm: sgd(0.9) }),
  },
  measure: ({ values }: Trajectory) => ({
    distance: values['distance']!,
    halfway: values['halfway']!,
    error: values['error']!,
  }),
  effect: {
    name: 'squared distance per weight of two replicas of SGD',
    unit: '1',
    of: ({ sgd }) => sgd.distance,
    rule: 'exceeds',
    margin,
    because,
  },
  also: [
    {
      name: 'the same for persistent SGD',
      unit: '1',
      of: ({ persistent }) => persistent.distance,
      rule: 'exceeds',
      margin,
      because,
    },
    {
      name: 'larger log of the final distance over that at half the time',
      unit: 'nats',
      of: ({ sgd, persistent }) =>
        Math.max(...[sgd, persistent].map((arm) => Math.abs(Math.log(arm.distance / arm.halfway)))),
      rule: 'staysBelow',
      margin: Math.log(2),
      because: 'the distance has a limit: it must not halve or double any more',
    },
    {
      name: 'training error of both',
      unit: 'share of samples',
      of: ({ sgd, persistent }) => Math.max(sgd.error, persistent.error),
      rule: 'staysWithin',
      margin: 0,
      because: 'the distance is defined where the training error vanishes',
    },
  ],
  controls: {
    'batches of 90 %, which are hardly any noise, in place of SGD': { replace: 'sgd', with: 'hardlyNoisy' },
    'the same in place of persistent SGD': { replace: 'persistent', with: 'hardlyNoisy' },
  },
  curves: {
    distance: { label: 'squared distance per weight' },
    loss: { label: 'training loss per sample', scale: 'log' },
  },
});
