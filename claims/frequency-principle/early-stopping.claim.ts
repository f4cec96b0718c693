import { type ArmRunner, createRng, defineClaim, type TierSize } from 'claimcheck';
import { sumOfSines } from 'claimcheck/data';
import { median } from 'claimcheck/measure';
import { columnOf, fitFunctions, squaredError } from './functions.ts';
import { paper } from './paper.ts';

interface Size extends TierSize {
  readonly hidden: readonly number[];
  readonly steps: number;
  readonly learningRate: number;
}

const target = sumOfSines([
  { frequency: 1 },
  { frequency: 3, amplitude: 0.5 },
  { frequency: 5, amplitude: 0.25 },
]);
const samples = 60;
const every = 25;
const grid = Float32Array.from({ length: 200 }, (_, index) => -Math.PI + (2 * Math.PI * index) / 200);

/** 60 points at random places, with normal noise on their labels; the test error is that of the target without noise. */
function fits(noise: number): ArmRunner<Size> {
  return async (run, options) => {
    const data = (seed: string) => {
      const rng = createRng(seed, 'early-stopping');
      const x = rng.uniforms(samples, -Math.PI, Math.PI).sort();
      return {
        x: columnOf(x),
        y: columnOf(x.map((value) => target(value) + noise * rng.normal())),
        probe: columnOf(grid),
      };
    };
    const done = await fitFunctions(run, data, { activation: 'relu', every, ...options });
    const clean = Array.from(grid, target);
    return done.map(({ at, outputs, trainingError }) => ({
      steps: options.steps,
      series: { test: outputs.map((fit) => squaredError(fit, clean)), training: trainingError },
      values: {},
      at: { test: at, training: at },
    }));
  };
}

/** The test error has its minimum early, between the low frequencies and the noise. */
export default defineClaim({
  id: 'frequency-principle/early-stopping',
  revision: 2,
  states:
    'With noisy labels the test error is least after the low frequencies and before the noise is fitted.',
  source: { paper, at: 'abstract', reading: 'abstract', version: 'arXiv v6' },
  tiers: {
    smoke: { hidden: [100, 100], steps: 8000, learningRate: 1e-3 } satisfies Size,
    standard: { hidden: [200, 200], steps: 8000, learningRate: 1e-3 } satisfies Size,
  },
  arms: { noisy: fits(0.5), clean: fits(0) },
  measure: ({ series }) => {
    const test = Array.from(series['test']!);
    const best = Math.min(...test);
    // Median of the last tenth: the optimizer's spikes are no memorisation.
    const end = median(test.slice(-Math.ceil(test.length / 10)));
    return { growth: end / best, bestAt: test.indexOf(best) / test.length };
  },
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
  ],
  controls: { 'labels without noise': { replace: 'noisy', with: 'clean' } },
  curves: {
    test: { label: 'error against the target without noise', scale: 'log' },
    training: { label: 'training error', scale: 'log' },
  },
});
