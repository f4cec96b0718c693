import type { ArmRunner, Rng } from 'claimcheck';
import { linearFlow } from './flow.ts';
import type { Instance } from './instances.ts';
import { changes } from './retraining.ts';
import { ensemble, type EnsembleSize, liveFlow, small, startOf } from './setting.ts';
import { dot } from './vectors.ts';

/** A ReLU neuron, or a linear one on some of the points; `rectified` when it predicts. */
export interface Student {
  readonly neuron: 'relu' | 'linear';
  readonly rectified: boolean;
  /** What of the training set it sees, given the support vectors of the ReLU neuron. Default: all. */
  readonly on?: keyof typeof changes;
}

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
  const { neuron, rectified, on } = student;
  const setting = { family: 'rectified', initialNorm: small, testPoints, ...student } as const;
  return ensemble(setting, (instance, rng) => {
    const flow = liveFlow(instance, small);
    if (!flow) return undefined;
    const seen = on ? changes[on](instance, flow.support, rng) : instance;
    const w = neuron === 'relu' ? flow.limit : linearFlow(seen, startOf(instance, small)).rest;
    const output = (x: Float64Array): number => (rectified ? Math.max(0, dot(x, w)) : dot(x, w));
    return {
      stretches: neuron === 'relu' ? flow.segments.length : 1,
      numbers: {
        error: testError(instance, output, rng),
        support: flow.support.length / instance.x.length,
      },
    };
  });
}
