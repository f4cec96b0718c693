import { defineClaim } from 'claimcheck';
import { destabilizations, summarizeDestabilizations } from 'claimcheck/measure';
import { paper } from './paper.ts';
import { trained, type Size } from './setting.ts';

export default defineClaim({
  id: 'periodic-bn-wd-official/destabilizes',
  revision: 1,
  states:
    'A network with batch normalization that is trained with weight decay destabilizes again and again after it has fitted: ' +
    'its loss jumps, its norm is thrown up, and it trains anew. Without weight decay it does not.',
  source: { paper, at: 'abstract; the setting of run_train_and_test.py' },
  // The images are real, and yet no data set of the tiers, of which the evidence would have the checksum.
  protocol: {
    fidelity: 'proxy',
    differences: [
      'the first 512 images of CIFAR-10, from a file that no tier names, in place of all 50,000',
      'a ConvNet of 8 channels in place of 32',
      'a rate of 0.5 and a decay of 0.01 in place of 0.01 and 0.001',
      'at most 500 epochs of 4 steps in place of 1001 of 391',
    ],
  },
  tiers: {
    smoke: { epochs: 200, seeds: 8 } satisfies Size,
    standard: { epochs: 500, seeds: 8 } satisfies Size,
  },
  arms: { decayed: trained(0.01), undecayed: trained(0), hardlyDecayed: trained(0.0001) },
  measure: ({ series }) => {
    const [loss, norm] = [series['loss']!, series['norm']!];
    const { jointEvents } = summarizeDestabilizations(destabilizations({ loss, norm, classes: 10 }), norm);
    return { events: jointEvents, lowest: Array.from(loss).reduce((least, each) => Math.min(least, each)) };
  },
  effect: {
    name: 'destabilizations more than without decay',
    unit: '1',
    of: ({ decayed, undecayed }) => decayed.events - undecayed.events,
    rule: 'exceeds',
    margin: 1.5,
    because: 'again and again is more than once',
  },
  requires: [
    {
      name: 'lowest loss with decay',
      unit: 'nats',
      of: ({ decayed }) => decayed.lowest,
      rule: 'staysBelow',
      margin: 0.1,
      because: 'the images are fitted, where guessing has 2.3',
    },
  ],
  controls: { 'a hundredth of the decay': { replace: 'decayed', with: 'hardlyDecayed' } },
  curves: {
    loss: { label: 'training loss, mean of an epoch (nats)', scale: 'log' },
    norm: { label: 'norm of the scale-invariant weights' },
  },
});
