import {
  arm,
  type ArmRunner,
  rows,
  type RunContext,
  type Seed,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { gaussianClusters, labelNoise, replicaMinibatchIndices, stackSeeds } from 'claimcheck/data';
import { initialize, scheduleInput } from 'claimcheck/nn';
import { mapBatches, scan, trajectoriesOf } from 'claimcheck/train';
import { classes, finalMetrics, inputs, type Learning, parameterSpecs, stepOf } from './network.ts';

export interface Size extends TierSize {
  readonly samples: number;
  readonly testSamples: number;
  readonly steps: number;
}

/** Tiers that the claims on networks share. */
export const tiers = {
  smoke: { samples: 512, testSamples: 2000, steps: 900 },
  standard: { samples: 512, testSamples: 5000, steps: 1500 },
} satisfies Record<string, Size>;

const batchSize = 128;
const learningRate = 0.1;
const sgd = { optimizer: 'sgd', learningRate, schedule: 'linear to 0', batchSize };
/** Share of wrong training labels: what there is to overfit. */
export const wrongLabels = 0.2;
const task = { dimensions: inputs, classes, clustersPerClass: 3, noiseStd: 1 };

function trainingSet(seed: Seed, samples: number, fraction: number) {
  const { x, y } = gaussianClusters(seed, { ...task, samples });
  return { x, y: labelNoise(seed, y, { fraction, classes }) };
}

function testSet(seed: Seed, samples: number) {
  const { x, y } = gaussianClusters(seed, { ...task, samples, split: 'test' });
  return { testX: x, testY: y };
}

/** Minibatch gradient descent at a rate that falls linearly to 0, judged with population statistics. */
export function networkRuns(learning: Learning, wrong = wrongLabels): ArmRunner<Size> {
  const step = stepOf(learning);
  const setting = { ...sgd, ...learning, wrongLabels: wrong };
  return arm(setting, async (run: RunContext, { samples, testSamples, steps }: Size) => {
    const data = stackSeeds(run.seeds, (seed) => trainingSet(seed, samples, wrong));
    const { state, metrics, at } = await scan({
      run,
      name: 'training',
      step,
      state: initialize(run.seeds, parameterSpecs),
      data,
      inputs: (from, count) => ({
        batch: replicaMinibatchIndices(run.seeds, { samples, batchSize, fromStep: from, steps: count }),
        learningRate: scheduleInput((index) => learningRate * (1 - index / steps), from, count),
      }),
      steps,
      every: 4,
    });
    const final = await mapBatches({
      run,
      batch: finalMetrics,
      parameters: state,
      data: { ...data, ...stackSeeds(run.seeds, (seed) => testSet(seed, testSamples)) },
      batches: 1,
    });
    const values = Object.entries(final).map(([name, array]) => {
      const [first] = [rows(array, 0, 1)];
      return [name, { ...first, shape: [run.seeds.length] }] as const;
    });
    return trajectoriesOf({
      steps,
      series: { loss: metrics['loss']! },
      values: Object.fromEntries(values),
      at: { loss: at },
    });
  });
}

/** Final losses in nats, accuracy in %, mean gamma^2. */
export function measure({ values }: Trajectory) {
  return {
    trainLoss: values['trainLoss']!,
    testLoss: values['testLoss']!,
    testAccuracy: 100 * values['testAccuracy']!,
    squaredGamma: values['squaredGamma']!,
  };
}

export const curves = { loss: { label: 'minibatch loss (nats)' } } as const;
