import { defineClaim } from 'claimcheck';
import runs from './mean-field.runs.ts';
import { limits, meanLogRatio, staysNear } from './mean-field-panels.ts';
import { paper } from './paper.ts';
import { byCavity, standIn } from './protocol.ts';

const middle = {
  unit: 'nats',
  rule: 'staysWithin',
  margin: 0.15,
  because: 'half of what a batch fraction of 0.25 instead of 0.3 would change, 29 %',
} as const;

export default defineClaim({
  id: 'sgd-effective-noise/mean-field-temperature',
  revision: 1,
  states:
    'The effective temperature of SGD and of persistent SGD, computed from dynamical mean-field theory, is that of simulations ' +
    'at every lag that is looked at.',
  source: {
    paper,
    at: 'abstract (the effective temperature, by dynamical mean-field theory)',
    reading: 'abstract',
  },
  protocol: standIn(400, byCavity),
  ...runs.of(
    ...(['predicted', 'simulated', 'otherBatch'] as const),
    ...(['persistentPredicted', 'persistentSimulated', 'lessPersistent'] as const),
  ),
  effect: {
    ...middle,
    name: 'mean log of the temperature of SGD over that of the theory, lags 0.6 to 2.5',
    of: ({ simulated, predicted }) => meanLogRatio('temperature', simulated, predicted),
  },
  also: [
    {
      ...middle,
      name: 'the same of persistent SGD',
      of: ({ persistentSimulated, persistentPredicted }) =>
        meanLogRatio('temperature', persistentSimulated, persistentPredicted),
    },
    staysNear(
      'largest deviation of the temperature of SGD at a lag',
      'temperature',
      ['simulated', 'predicted'],
      limits.temperature,
    ),
    staysNear(
      'largest deviation of that of persistent SGD',
      'temperature',
      ['persistentSimulated', 'persistentPredicted'],
      limits.temperature,
    ),
  ],
  controls: {
    'a smaller batch fraction than the theory is told': { replace: 'simulated', with: 'otherBatch' },
    'persistent SGD in place of SGD': { replace: 'simulated', with: 'persistentSimulated' },
    'half the persistence time that the theory is told': {
      replace: 'persistentSimulated',
      with: 'lessPersistent',
    },
    'plain SGD in place of persistent SGD': { replace: 'persistentSimulated', with: 'simulated' },
  },
});
