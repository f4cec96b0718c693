import * as tf from '@tensorflow/tfjs-core';
import { arm, type ArmRunner, type Trajectory } from 'claimcheck';
import { destabilizations, mean } from 'claimcheck/measure';
import {
  errorCount,
  globalNorm,
  initialize,
  sgd,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { withMarkedEvents } from './marked-events.ts';
import { classes, clusters, forward, logitsOf, parametersOf, scaleInvariant } from './network.ts';
import type { Size } from './setting.ts';

export interface TestedSize extends Size {
  readonly testSamples: number;
  /** Networks of a seed, each with data and initial weights of its own, whose numbers are averaged. */
  readonly networks: number;
}

/** Enough points that the fit does not decide the test error. */
const samples = 256;
const learningRate = 1;

/** Full-batch gradient descent with the test error, by the batch statistics of the training data, at every step. */
export function testedRuns({ weightDecay }: { readonly weightDecay: number }): ArmRunner<TestedSize> {
  const step = (state: TensorRecord, _input: TensorRecord, data: TensorRecord) => {
    const { loss, gradients } = valueAndGradients(
      (params) => ({ loss: softmaxCrossEntropy(logitsOf(params, data['x']!, {}), data['y']!) }),
      state,
      { frozen: ['output'] },
    );
    const { testLogits } = forward(state, data['x']!, {}, data['testX']);
    const errors = errorCount(testLogits, data['testY']!);
    return {
      state: sgd(state, gradients, {}, { learningRate, weightDecay, frozen: ['output'] }).params,
      metrics: {
        loss,
        norm: globalNorm(state, scaleInvariant),
        testError: tf.div(errors, data['testY']!.shape[1]!),
      },
    };
  };
  const setting = { optimizer: 'sgd', learningRate, weightDecay, samples };
  return arm(setting, async (run, { steps, testSamples, networks }) => {
    const seeds = run.seeds.flatMap((seed) =>
      Array.from({ length: networks }, (_, index) => `${seed}/${index}`),
    );
    const test = clusters(seeds, testSamples, 'test');
    const { metrics } = await scan({
      run: { ...run, seeds },
      name: 'training',
      step,
      state: initialize(seeds, parametersOf({})),
      data: { ...clusters(seeds, samples), testX: test['x']!, testY: test['y']! },
      steps,
    });
    const all = trajectoriesOf({ steps, series: metrics }).map((trajectory) =>
      withMarkedEvents(trajectory, { learningRate }),
    );
    return run.seeds.map((_, at) => {
      const own = all.slice(at * networks, (at + 1) * networks);
      const minima = own.map(minimaOf);
      return {
        steps: steps * networks,
        series: own[0]!.series,
        at: own[0]!.at!,
        values: {
          first: mean(minima.map(({ first }) => first)),
          later: mean(minima.map(({ later }) => later)),
        },
      };
    });
  });
}

/**
 * Test error at the low point before the first destabilization and the mean over those before later ones. A run without
 * destabilizations is read after a fifth of its steps, about where the first period ends with weight decay, and then
 * after every further fifth.
 */
function minimaOf({ series }: Trajectory) {
  const { loss, norm, testError } = series as Record<'loss' | 'norm' | 'testError', ArrayLike<number>>;
  const { events } = destabilizations({ loss, norm, classes });
  const fifths = [1, 2, 3, 4, 5].map((part) => Math.floor((part * loss.length) / 5) - 1);
  const points = events.length > 0 ? events.map(({ trough }) => trough) : fifths;
  const [first, ...later] = points.map((point) => testError[point]!);
  return { first: first!, later: mean(later) };
}
