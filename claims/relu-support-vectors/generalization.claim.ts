import { defineClaim } from 'claimcheck';
import { mean, median } from 'claimcheck/measure';
import { students } from './generalization.ts';
import { paper } from './paper.ts';
import { fromNearZero, standIn } from './protocol.ts';
import type { EnsembleSize } from './setting.ts';

export default defineClaim({
  id: 'relu-support-vectors/generalization',
  revision: 3,
  states:
    'A ReLU neuron generalises because it drops the points on its inactive side: a linear neuron, which has to fit all ' +
    'of them, does not, and does on the support vectors alone, rectified when it predicts.',
  source: {
    paper,
    at: 'abstract ("why and how ReLU networks generalize well"); the mechanism is ours',
    reading: 'abstract',
  },
  protocol: standIn(
    'one neuron in place of the ReLU networks whose generalization is explained',
    'Gaussian points and noise-free labels of a ReLU teacher in place of data that were not read',
    'the error on fresh points beside that of a linear neuron in place of an argument that was not read',
    fromNearZero,
  ),
  tiers: {
    smoke: { dimensions: 5, points: 30, instances: 40 } satisfies EnsembleSize,
    standard: { dimensions: 10, points: 60, instances: 40 } satisfies EnsembleSize,
  },
  arms: {
    relu: students({ neuron: 'relu', rectified: true }),
    linear: students({ neuron: 'linear', rectified: false }),
    rectifiedLinear: students({ neuron: 'linear', rectified: true }),
    supportLinear: students({ neuron: 'linear', rectified: true, on: 'supportAlone' }),
    randomLinear: students({ neuron: 'linear', rectified: true, on: 'randomPoints' }),
  },
  measure: ({ series }) => ({ error: median(series['error']!), support: mean(series['support']!) }),
  effect: {
    name: 'test error of the ReLU neuron',
    unit: 'share of the variance of the labels, median',
    of: ({ relu }) => relu.error,
    rule: 'staysBelow',
    margin: 0.01,
    because: 'the teacher is in the class and the labels have no noise: nothing should be left',
  },
  also: [
    {
      name: 'test error of a linear neuron on the support vectors alone, rectified when it predicts',
      unit: 'share of the variance of the labels, median',
      of: ({ supportLinear }) => supportLinear.error,
      rule: 'staysBelow',
      margin: 0.01,
      because: 'if dropping the other points is all that the ReLU neuron does, it is as good',
    },
    {
      name: 'points that the ReLU neuron drops',
      unit: 'share',
      of: ({ relu }) => 1 - relu.support,
      rule: 'exceeds',
      margin: 0.25,
      because: 'a teacher has half of the points on its inactive side; half of that is a good part',
    },
    {
      name: 'test error of the linear neuron, rectified when it predicts, above that of the ReLU neuron',
      unit: 'share of the variance of the labels, median',
      of: ({ relu, rectifiedLinear }) => rectifiedLinear.error - relu.error,
      rule: 'exceeds',
      margin: 0.1,
      because: 'a tenth of the variance is a bad fit of labels without noise',
    },
  ],
  controls: {
    'a linear neuron': { replace: 'relu', with: 'linear' },
    'as many points at random': { replace: 'supportLinear', with: 'randomLinear' },
  },
  curves: {
    error: { label: 'test error over the variance of the labels, problem by problem', scale: 'log' },
    support: { label: 'points that are active in the end, as a share, problem by problem' },
  },
});
