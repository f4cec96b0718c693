import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { captures, curves, dominated, equal, measure, rough, type Size, waveRuns } from './waves.ts';

/** First passage of each peak of the spectrum, against a network that has no low frequencies to start from. */
export default defineClaim({
  id: 'frequency-principle/low-first',
  revision: 2,
  states:
    'A network that is trained on a function of one variable captures its low frequencies first and quickly, its high ' +
    'frequencies later and slowly, whether low frequencies dominate the function or all are alike.',
  source: { paper, at: 'abstract', reading: 'abstract', version: 'the arXiv version on natural images' },
  protocol: {
    fidelity: 'scaled',
    generated: true,
    differences: [
      'two hidden layers of 64 units in place of four of 100 to 200',
      'thousands of steps of Adam at 1e-3 in place of up to 600,000 at 2e-5',
      'weights from N(0, 1/fan-in) in place of N(0, 0.05^2)',
      'one period of three sines in place of sin x + sin 4x on [-10, 10]',
    ],
  },
  tiers: {
    smoke: { points: 64, steps: 2000 } satisfies Size,
    standard: { points: 128, steps: 8000 } satisfies Size,
  },
  arms: {
    tanh: waveRuns(),
    relu: waveRuns({ activation: 'relu' }),
    dominatedTanh: waveRuns({}, dominated),
    dominatedRelu: waveRuns({ activation: 'relu' }, dominated),
    rough: waveRuns(rough),
    roughWide: waveRuns({ ...rough, hidden: [200] }),
    dominatedRough: waveRuns(rough, dominated),
  },
  measure,
  effect: {
    name: 'steps to a relative error of 0.2, each frequency over the one below it; the least, tanh',
    unit: 'ratio',
    of: ({ tanh }) => tanh.leastRatio,
    rule: 'exceeds',
    margin: 2,
    because: '1 is the order; twice the steps is the least that sets "quickly" apart from "slowly"',
  },
  also: [
    {
      name: 'the same, ReLU',
      unit: 'ratio',
      of: ({ relu }) => relu.leastRatio,
      rule: 'exceeds',
      margin: 2,
      because: 'as for tanh',
    },
    {
      name: 'the same, amplitudes of 1 over the frequency, the less of tanh and ReLU',
      unit: 'ratio',
      of: ({ dominatedTanh, dominatedRelu }) => Math.min(dominatedTanh.leastRatio, dominatedRelu.leastRatio),
      rule: 'exceeds',
      margin: 2,
      because: 'as for equal amplitudes; errors are relative to the amplitude',
    },
  ],
  controls: {
    'first layer of sines of large frequency': [
      { replace: 'tanh', with: 'rough' },
      { replace: 'relu', with: 'rough' },
      { replace: 'dominatedTanh', with: 'dominatedRough' },
      { replace: 'dominatedRelu', with: 'dominatedRough' },
    ],
    'first layer of sines of large frequency, one wide layer': [
      { replace: 'tanh', with: 'roughWide' },
      { replace: 'relu', with: 'roughWide' },
      { replace: 'dominatedTanh', with: 'dominatedRough' },
      { replace: 'dominatedRelu', with: 'dominatedRough' },
    ],
  },
  curves,
  figures: {
    'capture by frequency': {
      x: { label: 'periods of the target over the interval' },
      y: { label: 'steps to a relative error of 0.2', scale: 'log' },
      lines: ({ tanh, relu, dominatedTanh, dominatedRelu, rough: sines, roughWide }) => ({
        tanh: captures(equal.frequencies, tanh),
        ReLU: captures(equal.frequencies, relu),
        'tanh, amplitudes 1/k': captures(dominated.frequencies, dominatedTanh),
        'ReLU, amplitudes 1/k': captures(dominated.frequencies, dominatedRelu),
        sines: captures(equal.frequencies, sines),
        'sines, one wide layer': captures(equal.frequencies, roughWide),
      }),
    },
  },
});
