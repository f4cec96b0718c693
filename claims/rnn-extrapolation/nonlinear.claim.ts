import { defineClaim } from 'claimcheck';
import { measure, type NonlinearSize, nonlinearRuns } from './nonlinear-setting.ts';
import { paper } from './paper.ts';

const test = {
  unit: 'label variance',
  rule: 'staysBelow',
  margin: 0.05,
  because:
    '95 % of the variance explained at four times the training length; without memory of a label the rest is 1',
} as const;

/** The controls differ in their start alone. */
export default defineClaim({
  id: 'rnn-extrapolation/nonlinear',
  revision: 1,
  states:
    'Trained as usual on sequences without memory, tanh networks, GRUs and LSTMs extrapolate to longer ones, though from ' +
    'another start the same training leads to networks that fit and fail.',
  source: {
    paper,
    at: 'experiments, not in the abstract',
    reading: 'memory',
  },
  protocol: {
    fidelity: 'proxy',
    differences: [
      'networks of at most 32 units, trained by Adam for at most 2000 steps, in place of experiments that were not read',
      'normal inputs, of which the last is the label, in place of data that were not read',
      'training sequences of 5 and tests up to 20 in place of lengths that were not read',
    ],
  },
  tiers: {
    smoke: { hidden: 16, batch: 64, steps: 1500, spoiling: 1000 } satisfies NonlinearSize,
    standard: { hidden: 32, batch: 64, steps: 2000, spoiling: 1500 } satisfies NonlinearSize,
  },
  arms: {
    gru: nonlinearRuns('gru'),
    lstm: nonlinearRuns('lstm'),
    tanh: nonlinearRuns('tanh'),
    spoiledGru: nonlinearRuns('gru', true),
    spoiledLstm: nonlinearRuns('lstm', true),
    spoiledTanh: nonlinearRuns('tanh', true),
  },
  measure,
  effect: { name: 'error of the GRU at four times the length', of: ({ gru }) => gru.tested, ...test },
  also: [
    { name: 'error of the LSTM at four times the length', of: ({ lstm }) => lstm.tested, ...test },
    { name: 'error of the tanh network at four times the length', of: ({ tanh }) => tanh.tested, ...test },
    {
      name: 'error of the worst network at the training length',
      unit: 'label variance',
      of: ({ gru, lstm, tanh }) => Math.max(gru.trained, lstm.trained, tanh.trained),
      rule: 'staysBelow',
      margin: 0.01,
      because: 'the networks, and those of the controls, must fit what they are trained on',
    },
  ],
  controls: {
    'a GRU from a spoiled start': { replace: 'gru', with: 'spoiledGru' },
    'an LSTM from a spoiled start': { replace: 'lstm', with: 'spoiledLstm' },
    'a tanh network from a spoiled start': { replace: 'tanh', with: 'spoiledTanh' },
  },
  curves: {
    byLength: { label: 'mean squared error by sequence length, at the end (label variance)', scale: 'log' },
    loss: { label: 'training loss, by step (label variance)', scale: 'log' },
  },
});
