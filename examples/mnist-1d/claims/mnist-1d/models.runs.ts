import { defineRuns } from 'claimcheck';
import { trained, type Size } from './setting.ts';

/** The three kinds of model, one without rectification, and one on shuffled sequences; trained once for all claims. */
export default defineRuns({
  id: 'mnist-1d/models',
  revision: 1,
  tiers: {
    smoke: { samples: 5000, steps: 2000 } satisfies Size,
    standard: { samples: 5000, steps: 6000 } satisfies Size,
  },
  arms: {
    linear: trained('linear'),
    mlp: trained('mlp'),
    convnet: trained('convnet'),
    deepLinear: trained('deepLinear'),
    shuffled: trained('convnet', { shuffled: true }),
  },
  measure: ({ values }) => ({ accuracy: values['accuracy']! }),
  curves: { loss: { label: 'training loss of a batch (nats)' } },
});
