import { defineClaim, type Trajectory } from 'claimcheck';
import { rankCorrelation } from 'claimcheck/measure';
import { families, noiseTable } from './noise-table.ts';
import { paper } from './paper.ts';
import { bySimulation, perWeight, standIn } from './protocol.ts';
import type { Size } from './setting.ts';

function measure({ series }: Trajectory) {
  const of = (name: string) => families.map((family) => Array.from(series[`${family}/${name}`]!));
  const [temperatures, distances] = [of('temperature'), of('distance')];
  const within = temperatures.map((values, at) => rankCorrelation(values, distances[at]!));
  return { all: rankCorrelation(temperatures.flat(), distances.flat()), within: Math.min(...within) };
}

export default defineClaim({
  id: 'sgd-effective-noise/measures-agree',
  revision: 1,
  states:
    'The two measures of noise, the effective temperature where a training error remains and the distance of two ' +
    'replicas where it vanishes, vary alike with the parameters of SGD and persistent SGD.',
  source: { paper, at: 'abstract (the two measures of noise)', reading: 'abstract' },
  protocol: standIn(130, bySimulation, perWeight),
  tiers: {
    smoke: { dimensions: 72 } satisfies Size,
    standard: { dimensions: 130 } satisfies Size,
  },
  arms: { paired: noiseTable('paired'), relabelled: noiseTable('relabelled') },
  measure,
  effect: {
    name: 'rank correlation of the two over all settings',
    unit: '1',
    of: ({ paired }) => paired.all,
    rule: 'exceeds',
    margin: 0.7,
    because: 'half of the variance of the ranks; 12 settings without relation exceed it once in 200 times',
  },
  also: [
    {
      name: 'smaller rank correlation within SGD and within persistent SGD',
      unit: '1',
      of: ({ paired }) => paired.within,
      rule: 'exceeds',
      margin: 0.5,
      because: 'the order of the two families alone would not be agreement',
    },
  ],
  controls: { 'distances of the settings in random order': { replace: 'paired', with: 'relabelled' } },
  curves: {
    'sgd/temperature': { label: 'temperature of the settings of SGD', scale: 'log' },
    'sgd/distance': { label: 'distance of the settings of SGD', scale: 'log' },
    'persistent/temperature': { label: 'temperature of the settings of persistent SGD', scale: 'log' },
    'persistent/distance': { label: 'distance of the settings of persistent SGD', scale: 'log' },
  },
});
