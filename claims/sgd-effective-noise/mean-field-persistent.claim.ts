import { defineClaim } from 'claimcheck';
import runs from './mean-field.runs.ts';
import { limits, staysNear } from './mean-field-panels.ts';
import { paper } from './paper.ts';
import { byCavity, standIn } from './protocol.ts';

const persistent = ['persistentSimulated', 'persistentPredicted'] as const;

/** Where a training error remains: where it vanishes, norm and response hardly differ from those of plain SGD. */
export default defineClaim({
  id: 'sgd-effective-noise/mean-field-persistent',
  revision: 2,
  states:
    'Correlation and response of persistent SGD, whose noise has a memory, are those of dynamical mean-field theory as well.',
  source: { paper, at: 'abstract (persistent SGD, dynamical mean-field theory)', reading: 'abstract' },
  protocol: standIn(400, byCavity),
  ...runs.of('persistentPredicted', 'persistentSimulated', 'simulated', 'lessPersistent'),
  effect: staysNear(
    'largest deviation of the displacement from the theory',
    'displacement',
    persistent,
    limits.displacement,
  ),
  also: [
    staysNear('largest deviation of the response', 'response', persistent, limits.response),
    staysNear('largest deviation of the norm', 'norm', persistent, limits.norm),
    staysNear('largest deviation of the loss', 'loss', persistent, limits.loss),
  ],
  controls: {
    'plain SGD': { replace: 'persistentSimulated', with: 'simulated' },
    'half the persistence time that the theory is told': {
      replace: 'persistentSimulated',
      with: 'lessPersistent',
    },
  },
});
