import { defineClaim } from 'claimcheck';
import runs from './mean-field.runs.ts';
import { limits, staysNear } from './mean-field-panels.ts';
import { paper } from './paper.ts';
import { byCavity, standIn } from './protocol.ts';

const sgd = ['simulated', 'predicted'] as const;

export default defineClaim({
  id: 'sgd-effective-noise/mean-field-stationary',
  revision: 2,
  states:
    'Correlation and response of SGD where a training error remains are those of dynamical mean-field theory.',
  source: { paper, at: 'abstract (dynamical mean-field theory)', reading: 'abstract' },
  protocol: standIn(400, byCavity),
  ...runs.of('predicted', 'simulated', 'otherBatch', 'otherLoad', 'persistentSimulated'),
  effect: staysNear(
    'largest deviation of the displacement from the theory',
    'displacement',
    sgd,
    limits.displacement,
  ),
  also: [
    staysNear('largest deviation of the response', 'response', sgd, limits.response),
    staysNear('largest deviation of the norm', 'norm', sgd, limits.norm),
    staysNear('largest deviation of the loss', 'loss', sgd, limits.loss),
  ],
  controls: {
    'a smaller batch fraction than the theory is told': { replace: 'simulated', with: 'otherBatch' },
    'a smaller load than the theory is told': { replace: 'simulated', with: 'otherLoad' },
    'persistent SGD': { replace: 'simulated', with: 'persistentSimulated' },
  },
});
