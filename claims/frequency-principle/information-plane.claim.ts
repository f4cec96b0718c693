import { arm, type ArmRunner, defineClaim, type TierSize } from 'claimcheck';
import { functionGrid, sumOfSines } from 'claimcheck/data';
import { binnedEntropy, firstPassages, mean, relativeSpectralErrors } from 'claimcheck/measure';
import { fitFunctions } from './functions.ts';
import { fullBatch } from './network.ts';
import { paper } from './paper.ts';
import { roundedWaves } from './protocol.ts';

interface Size extends TierSize {
  readonly points: number;
  readonly hidden: readonly number[];
  readonly steps: number;
  readonly learningRate: number;
}

const waves = [{ frequency: 1 }, { frequency: 3, amplitude: 0.5 }];
const target = sumOfSines(waves);
const activation = 'tanh';
const every = 25;
/** Of the output, for its entropy. */
const bin = 0.05;

/** A fit of alpha round(f / alpha), or of f itself where alpha is 0; I(T; X) is the entropy H(T) of the binned output. */
function fits(alpha: number): ArmRunner<Size> {
  const f = (x: number): number => (alpha === 0 ? target(x) : alpha * Math.round(target(x) / alpha));
  const setting = { roundedTo: alpha, target: waves, activation, ...fullBatch, bin };
  return arm(setting, async (run, { points, ...options }) => {
    const { x, y } = functionGrid({ f, low: -Math.PI, high: Math.PI, points, endpoint: false });
    const data = { x, y, probe: x };
    const done = await fitFunctions(run, () => data, { activation, every, ...options });
    return done.map(({ at, outputs }) => {
      const errors = outputs.map((fit) => relativeSpectralErrors(fit, y.values, [1, 3]));
      return {
        steps: options.steps,
        series: {
          information: outputs.map((fit) => binnedEntropy(fit, bin)),
          low: errors.map(([low]) => low!),
          high: errors.map(([, high]) => high!),
        },
        values: {},
        at: { information: at, low: at, high: at },
      };
    });
  });
}

/** Rises while the low frequencies are captured, falls when the output settles on the few values of the target. */
export default defineClaim({
  id: 'frequency-principle/information-plane',
  revision: 1,
  states:
    'The information of the output about the input rises first, while low frequencies are captured; it is compressed ' +
    'later, when the high frequencies of a discrete target are.',
  source: {
    paper,
    at: 'abstract; definitions of appendix 7',
    reading: 'abstract',
    version: 'the arXiv version on natural images',
  },
  protocol: roundedWaves,
  tiers: {
    smoke: { points: 128, hidden: [64, 64], steps: 5000, learningRate: 2e-3 } satisfies Size,
    standard: { points: 256, hidden: [128, 128], steps: 6000, learningRate: 1e-3 } satisfies Size,
  },
  arms: { discrete: fits(0.5), continuous: fits(0) },
  measure: ({ series }) => {
    const information = Array.from(series['information']!);
    const most = Math.max(...information);
    const captured = firstPassages([series['low']!, series['high']!], { level: 0.2, sustained: 2 });
    return {
      compression: (most - mean(information.slice(-10))) / most,
      peakAfterLow: every * (information.indexOf(most) + 1 - Math.max(...captured)),
    };
  },
  effect: {
    name: 'fall of the information from its peak to the end',
    unit: 'share of the peak',
    of: ({ discrete }) => discrete.compression,
    rule: 'exceeds',
    margin: 0.06,
    because: 'no number is stated; a fit of a continuous target fluctuates by up to 0.05',
  },
  also: [
    {
      name: 'peak of the information after both frequencies of the target were captured',
      unit: 'steps',
      of: ({ discrete }) => discrete.peakAfterLow,
      rule: 'exceeds',
      margin: 0,
      because: 'the order itself',
    },
  ],
  controls: { 'the same target, not discrete': { replace: 'discrete', with: 'continuous' } },
  curves: {
    information: { label: 'information of the output about the input (bits)' },
    low: { label: 'relative error of the lowest frequency', scale: 'log' },
    high: { label: 'relative error of the second frequency', scale: 'log' },
  },
});
