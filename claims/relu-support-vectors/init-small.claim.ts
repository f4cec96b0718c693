import { defineClaim } from 'claimcheck';
import { initializationMeasures, initializations } from './initialization.ts';
import { paper } from './paper.ts';
import { neuron } from './protocol.ts';
import type { EnsembleSize } from './setting.ts';

export default defineClaim({
  id: 'relu-support-vectors/init-small',
  revision: 2,
  states:
    'From a small weight the neuron soon points along the active inputs weighted with their labels and not where it ' +
    'started, and ends in a weight that the initial norm moves in proportion and hardly at all.',
  source: {
    paper,
    at: 'abstract (magnitude of the norm of initialization); the statement is ours',
    reading: 'abstract',
    version: 'arXiv v1 and v2',
  },
  protocol: neuron(
    'Gaussian points, half as many as dimensions, and labels of a ReLU teacher in place of any data',
    'initial norms of 1e-4 and 0.01 in place of what the paper calls small',
  ),
  tiers: {
    smoke: { dimensions: 20, points: 10, instances: 40 } satisfies EnsembleSize,
    standard: { dimensions: 60, points: 30, instances: 40 } satisfies EnsembleSize,
  },
  arms: {
    small: initializations(1e-4),
    hundredth: initializations(0.01),
    middle: initializations(0.1),
    large: initializations(10),
  },
  measure: initializationMeasures,
  effect: {
    name: 'early cosine with the label-weighted sum of active inputs',
    unit: 'cosine, median',
    of: ({ small }) => small.early,
    rule: 'exceeds',
    margin: 0.9,
    because: 'turning towards it means an angle of 0 in the end; 0.9 is 26 degrees, early in a finite run',
  },
  also: [
    {
      name: 'early cosine with the initial direction',
      unit: 'cosine, median',
      of: ({ small }) => small.own,
      rule: 'staysBelow',
      margin: 0.5,
      because: 'what is forgotten is as far off as the label-weighted sum itself, 60 degrees at least',
    },
    {
      name: 'distance of the limit to that from a millionth',
      unit: 'norms of the teacher, median',
      of: ({ small }) => small.shift,
      rule: 'staysBelow',
      margin: 0.01,
      because: 'a hundredth of the solution is no dependence worth the name',
    },
    {
      name: 'log10 of that distance from 0.01 over that from 1e-4',
      unit: 'decades',
      of: ({ small, hundredth }) => Math.log10(hundredth.shift / small.shift),
      rule: 'between',
      margin: [1.5, 2.5],
      because:
        'in proportion to the initial norm it is 2; a distance that does not see where a flow ends has none',
    },
  ],
  controls: {
    'initial norm 0.1': { replace: 'small', with: 'middle' },
    'initial norm 10': { replace: 'small', with: 'large' },
  },
  curves: {
    early: { label: 'early cosine with the label-weighted sum, problem by problem' },
    shift: { label: 'distance of the limit to that from a millionth, problem by problem', scale: 'log' },
  },
});
