import { defineClaim } from 'claimcheck';
import { median } from 'claimcheck/measure';
import { excessNorms } from './norms.ts';
import { paper } from './paper.ts';
import { fromNearZero, neuron } from './protocol.ts';
import { type EnsembleSize, shareBelow } from './setting.ts';

/** Rounding is 1e-12. */
const visible = 1.001;

export default defineClaim({
  id: 'relu-support-vectors/not-a-norm',
  revision: 2,
  states:
    'The limit of a ReLU neuron from near 0 is not the interpolator of least norm, so that its bias is not the norm of ' +
    'the weight, though it comes close.',
  source: {
    paper,
    at: 'abstract (premise, after Vardi and Shamir 2020)',
    reading: 'abstract',
    version: 'arXiv v2',
  },
  protocol: neuron(
    'random problems, counted, in place of a proof by Vardi and Shamir',
    '15 Gaussian points in 20 dimensions and labels of a ReLU teacher in place of any data',
    fromNearZero,
  ),
  tiers: {
    smoke: { dimensions: 20, points: 15, instances: 300 } satisfies EnsembleSize,
    standard: { dimensions: 20, points: 15, instances: 1000 } satisfies EnsembleSize,
  },
  arms: { relu: excessNorms('relu'), linear: excessNorms('linear') },
  measure: ({ series }) => ({
    longer: 1 - shareBelow(series['ratio']!, visible),
    longest: Math.max(...Array.from(series['ratio']!)),
    middle: median(series['ratio']!),
    misfit: Math.max(...Array.from(series['misfit']!)),
  }),
  effect: {
    name: 'interpolating neurons that are longer than need be by a thousandth',
    unit: 'share',
    of: ({ relu }) => relu.longer,
    rule: 'exceeds',
    margin: 0.05,
    because: 'one exception refutes the norm; a twentieth says that exceptions are no rarity',
  },
  also: [
    {
      name: 'largest norm over the least possible one',
      unit: 'ratio',
      of: ({ relu }) => relu.longest,
      rule: 'staysBelow',
      margin: 2,
      because: 'the bound from near 0 that `norm-bound` checks',
    },
    {
      name: 'median norm over the least possible one',
      unit: 'ratio',
      of: ({ relu }) => relu.middle,
      rule: 'between',
      margin: [1 - 1e-9, 1.05],
      because: 'close to the norm: within a twentieth, and never below it',
    },
  ],
  requires: [
    {
      name: 'loss of the weight of least norm, worst problem',
      unit: 'squared label',
      of: ({ relu }) => relu.misfit,
      rule: 'staysBelow',
      margin: 1e-18,
      because: 'rounding: it must interpolate, also where the label is 0, or something shorter passes for it',
    },
  ],
  controls: {
    'a linear neuron against its own interpolator of least norm': { replace: 'relu', with: 'linear' },
  },
  curves: { ratio: { label: 'norm of the limit over the least possible one, problem by problem' } },
});
