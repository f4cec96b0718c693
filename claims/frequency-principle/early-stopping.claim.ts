import { defineClaim } from 'claimcheck';
import { fits, measure, type Size } from './early-stopping.ts';
import { paper } from './paper.ts';

/** The test error has its minimum early, between the low frequencies and the noise. */
export default defineClaim({
  id: 'frequency-principle/early-stopping',
  revision: 3,
  states:
    'With noisy labels the test error is least after the low frequencies and before the noise is fitted.',
  source: { paper, at: 'abstract', reading: 'abstract', version: 'arXiv v6' },
  protocol: {
    fidelity: 'scaled',
    generated: true,
    differences: [
      'three sines with noise of 0.5 at 60 places in place of one with small noise',
      'two hidden layers of ReLU, of at most 200 units, in place of four of tanh',
      '8000 steps of Adam at 1e-3 in place of 30,000 at 1e-5',
      'the test error against the target without noise in place of labels with fresh noise',
    ],
  },
  tiers: {
    smoke: { hidden: [100, 100], steps: 8000, learningRate: 1e-3 } satisfies Size,
    standard: { hidden: [200, 200], steps: 8000, learningRate: 1e-3 } satisfies Size,
  },
  arms: { noisy: fits(0.5), clean: fits(0) },
  measure,
  effect: {
    name: 'test error at the end over its least',
    unit: 'ratio',
    of: ({ noisy }) => noisy.growth,
    rule: 'exceeds',
    margin: 1.5,
    because: 'nothing is stated; half as much again is what one would stop early for',
  },
  also: [
    {
      name: 'when the test error is least',
      unit: 'share of training',
      of: ({ noisy }) => noisy.bestAt,
      rule: 'staysBelow',
      margin: 0.2,
      because: 'early: in the first fifth',
    },
    {
      name: 'relative error of the lowest frequency when the test error is least',
      unit: '1',
      of: ({ noisy }) => noisy.lowest,
      rule: 'staysBelow',
      margin: 0.3,
      because: 'captured, as in `high-dim`; the noise of 60 labels alone is worth 0.09',
    },
    {
      name: 'training error at the end over that when the test error is least',
      unit: 'ratio',
      of: ({ noisy }) => noisy.keptFitting,
      rule: 'staysBelow',
      margin: 0.9,
      because:
        'it goes on fitting labels while the test error rises, which is the noise; a tenth of what was left at least',
    },
  ],
  controls: { 'labels without noise': { replace: 'noisy', with: 'clean' } },
  curves: {
    test: { label: 'error against the target without noise', scale: 'log' },
    training: { label: 'training error', scale: 'log' },
    low: { label: 'relative error of the lowest frequency', scale: 'log' },
  },
});
