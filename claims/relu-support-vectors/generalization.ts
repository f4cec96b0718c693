import type { ArmRunner, Rng } from 'claimcheck';
import { linearFlow } from './flow.ts';
import type { Instance } from './instances.ts';
import { ensemble, type EnsembleSize, liveFlow, small, startOf } from './setting.ts';
import { dot } from './vectors.ts';

/** Student and output: a ReLU neuron, a linear one, or a linear one that is rectified when it predicts. */
export type Student = 'relu' | 'linear' | 'rectifiedLinear';

const testPoints = 2000;

/** Mean squared error on fresh Gaussian inputs over the variance of the teacher's labels. */
function testError({ teacher }: Instance, predict: (x: Float64Array) => number, rng: Rng): number {
  let [error, sum, square] = [0, 0, 0];
  for (let k = 0; k < testPoints; k++) {
    const x = teacher.map(() => rng.normal());
    const label = Math.max(0, dot(x, teacher));
    error += (predict(x) - label) ** 2;
    sum += label;
    square += label * label;
  }
  return error / (square - sum ** 2 / testPoints);
}

/** Neurons trained on the labels of a ReLU teacher: `error` on fresh data, `support` as a share of the points. */
export function students(student: Student): ArmRunner<EnsembleSize> {
  return ensemble('rectified', (instance, rng) => {
    const flow = liveFlow(instance, small);
    if (!flow) return undefined;
    const w = student === 'relu' ? flow.limit : linearFlow(instance, startOf(instance, small)).rest;
    const output = (x: Float64Array): number => (student === 'linear' ? dot(x, w) : Math.max(0, dot(x, w)));
    return {
      stretches: student === 'relu' ? flow.segments.length : 1,
      numbers: {
        error: testError(instance, output, rng),
        support: flow.support.length / instance.x.length,
      },
    };
  });
}
