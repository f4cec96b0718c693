import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { lowerRate } from './protocol.ts';
import { curves, trainingRuns, measure, type Size } from './setting.ts';

const learningRate = 0.3;
const weightDecay = 0.03;

/** The 2 x 2 design {batch normalization, none} x {weight decay, none} at one learning rate. */
export default defineClaim({
  id: 'periodic-bn-wd/needs-both',
  revision: 2,
  states:
    'The periodic behaviour comes from the interaction of batch normalization and weight decay: neither alone has it.',
  source: { paper, at: 'abstract', reading: 'abstract' },
  protocol: lowerRate,
  tiers: {
    smoke: { steps: 3000 } satisfies Size,
    standard: { steps: 6000 } satisfies Size,
  },
  arms: {
    both: trainingRuns({ learningRate, weightDecay }),
    bnOnly: trainingRuns({ learningRate, weightDecay: 0 }),
    wdOnly: trainingRuns({ learningRate, weightDecay, normalized: false }),
    neither: trainingRuns({ learningRate, weightDecay: 0, normalized: false }),
  },
  measure,
  effect: {
    name: 'destabilizations over the fullest other cell',
    unit: 'events with a joint rise of the norm',
    of: ({ both, bnOnly, wdOnly, neither }) =>
      both.jointEvents - Math.max(bnOnly.jointEvents, wdOnly.jointEvents, neither.jointEvents),
    rule: 'exceeds',
    margin: 2,
    because: 'three events more than any other cell: the least number that can be called repeated',
  },
  controls: {
    'batch normalization alone, against neither': [
      { replace: 'both', with: 'bnOnly' },
      { replace: 'bnOnly', with: 'neither' },
    ],
    'weight decay alone, against neither': [
      { replace: 'both', with: 'wdOnly' },
      { replace: 'wdOnly', with: 'neither' },
    ],
  },
  curves,
});
