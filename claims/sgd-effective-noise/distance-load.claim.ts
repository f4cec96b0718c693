import { defineClaim, type Trajectory } from 'claimcheck';
import { mean } from 'claimcheck/measure';
import { distances, type LoadSize } from './load-distances.ts';
import { paper } from './paper.ts';
import { perWeight, standIn } from './protocol.ts';
import { loads, persistentSgd, sgd } from './setting.ts';

const few = loads.over / 4;
const algorithms = { sgd: sgd(0.15), persistent: persistentSgd(1) };

const rises = {
  unit: 'nats',
  rule: 'exceeds',
  margin: Math.log(2),
  because: 'the load is four times as high: half of that, in logs',
} as const;

export default defineClaim({
  id: 'sgd-effective-noise/distance-load',
  revision: 1,
  states:
    'The distance of two replicas, where the training error vanishes, depends on the load: it is larger with as many ' +
    'constraints as weights than with a quarter of them.',
  source: {
    paper,
    at: 'abstract (the measures as functions of the parameters); the direction is ours',
    reading: 'abstract',
  },
  protocol: standIn(120, perWeight),
  tiers: {
    smoke: { dimensions: 60, dataSets: 8 } satisfies LoadSize,
    standard: { dimensions: 120, dataSets: 8 } satisfies LoadSize,
  },
  arms: {
    sgd: distances(algorithms.sgd, loads.over),
    sgdFew: distances(algorithms.sgd, few),
    sgdFewAgain: distances(algorithms.sgd, few, '/again'),
    persistent: distances(algorithms.persistent, loads.over),
    persistentFew: distances(algorithms.persistent, few),
    persistentFewAgain: distances(algorithms.persistent, few, '/again'),
  },
  measure: ({ series, values }: Trajectory) => ({
    distance: mean(Array.from(series['distance']!, Math.log)),
    error: values['error']!,
  }),
  effect: {
    ...rises,
    name: 'mean log of the distance of SGD at alpha = 1 over that at alpha = 1/4',
    of: ({ sgd, sgdFew }) => sgd.distance - sgdFew.distance,
  },
  also: [
    {
      ...rises,
      name: 'the same of persistent SGD',
      of: ({ persistent, persistentFew }) => persistent.distance - persistentFew.distance,
    },
    {
      name: 'training error of all, largest',
      unit: 'share of samples',
      of: ({ sgd, sgdFew, persistent, persistentFew }) =>
        Math.max(...[sgd, sgdFew, persistent, persistentFew].map(({ error }) => error)),
      rule: 'staysWithin',
      margin: 0,
      because: 'the distance is defined where the training error vanishes',
    },
  ],
  controls: {
    'SGD at alpha = 1/4 again, on other data': { replace: 'sgd', with: 'sgdFewAgain' },
    'persistent SGD at alpha = 1/4 again, on other data': {
      replace: 'persistent',
      with: 'persistentFewAgain',
    },
  },
  curves: {
    distance: { label: 'squared distance per weight, data set by data set', scale: 'log' },
  },
});
