import { arm, type ArmRunner, createRng, ndarray, type Seed, type TierSize } from 'claimcheck';
import { fitFunctions } from './functions.ts';
import { fullBatch } from './network.ts';

export interface Size extends TierSize {
  readonly bits: number;
  readonly hidden: readonly number[];
  readonly steps: number;
  readonly learningRate: number;
}

type Bits = readonly number[];

const activation = 'tanh';

/** +-1 by the sign of the sum; ties go to the first bit. */
const majority = (bits: Bits): number => Math.sign(bits.reduce((sum, bit) => sum + bit, 0) + bits[0]! / 2);
/** +-1 by the product: every bit changes it, so all of its power is at the highest frequency of the cube. */
const parity = (bits: Bits): number => bits.reduce((product, bit) => product * bit, 1);
/** +-1 at random. */
const random = (_: Bits, draw: () => number): number => draw();

const labelings = { majority, parity, random };

/** Half of the points of the cube, drawn at random, are for training, the other half for the test. */
export function cubes(labels: keyof typeof labelings): ArmRunner<Size> {
  const labelOf = labelings[labels];
  return arm({ labels, activation, ...fullBatch }, async (run, { bits, ...options }) => {
    const samples = 2 ** (bits - 1);
    const draws = (seed: Seed) => {
      const rng = createRng(seed, 'generalization');
      const points = Array.from(rng.permutation(2 ** bits), (code) =>
        Array.from({ length: bits }, (_, bit) => ((code >> bit) & 1 ? 1 : -1)),
      );
      const labels = points.map((point) => labelOf(point, () => (rng.uniform() < 0.5 ? -1 : 1)));
      return { points, labels };
    };
    const data = (seed: Seed) => {
      const { points, labels } = draws(seed);
      const probe = ndarray(points.flat(), [2 * samples, bits]);
      const x = ndarray(points.slice(0, samples).flat(), [samples, bits]);
      return { x, y: ndarray(labels.slice(0, samples), [samples, 1]), probe };
    };
    const done = await fitFunctions(run, data, { activation, every: 25, ...options });
    return done.map(({ at, outputs }, index) => {
      const { labels } = draws(run.seeds[index]!);
      const accuracy = (from: number) =>
        outputs.map((fit) => {
          const own = labels.slice(from, from + samples);
          return own.filter((label, i) => label * fit[from + i]! > 0).length / samples;
        });
      return {
        steps: options.steps,
        series: { training: accuracy(0), test: accuracy(samples) },
        values: {},
        at: { training: at, test: at },
      };
    });
  });
}
