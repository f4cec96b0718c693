import { arm, type ArmRunner, type NdRecord, type RunContext, specsOf, type Trajectory } from 'claimcheck';
import { initialize, sgdSlots } from 'claimcheck/nn';
import { trajectoriesOf } from 'claimcheck/train';
import { images } from './images.ts';
import { parameterSpecs } from './network.ts';
import type { Norm } from './normalizers.ts';
import { rateAt, smallRecipe } from './recipe.ts';
import { functionsBySize, type Size, startingState } from './setting.ts';
import { momentum } from './steps.ts';
import { trainEpochs } from './training.ts';

/** Images and epochs of the second task; those of `Size` are the first task's. */
export interface TransferSize extends Size {
  readonly targetSamples: number;
  readonly targetEpochs: number;
}

export interface TransferSetting {
  /** Of the fine-tuning. */
  readonly norm: Norm;
  /** Of the training on the first task; absent: the second task is learnt from scratch. */
  readonly pretrainedWith?: Norm;
  /** Samples of a minibatch of the fine-tuning. Default 2 (section 4.2: 1 or 2 a worker). */
  readonly batchSize?: number;
}

const pretrainingBatch = 32;
/** Other prototypes than those of the first task. */
const target = { name: 'second' };

/** Learns ten classes at minibatches of 32, then ten others at small minibatches; test error (%) of the second task. */
export function transferRuns({
  norm,
  pretrainedWith,
  batchSize = 2,
}: TransferSetting): ArmRunner<TransferSize> {
  const functionsOf = functionsBySize(norm, batchSize);
  const pretrain = pretrainedWith && pretraining(pretrainedWith);
  const trainingOf = (own: Norm, samples: number) => ({
    norm: own,
    batchSize: samples,
    learningRate: rateAt(smallRecipe, samples),
  });
  const { weightDecay, milestones } = smallRecipe;
  const setting = {
    ...{ ...trainingOf(norm, batchSize), momentum, weightDecay, milestones },
    pretraining: pretrainedWith && trainingOf(pretrainedWith, pretrainingBatch),
  };
  return arm(setting, async (run: RunContext, size: TransferSize): Promise<Trajectory[]> => {
    const before = await pretrain?.(run, size);
    const state = before ? withNewHead(run, before.state, size) : startingState(run.seeds, norm, size);
    const { metrics, observations, at, observedAt, steps } = await trainEpochs({
      run,
      name: 'fine-tuning',
      ...functionsOf(size),
      state,
      ...images(run.seeds, size, { ...target, trainSamples: size.targetSamples }),
      batchSize,
      epochs: size.targetEpochs,
    });
    return trajectoriesOf({
      steps: steps + (before?.steps ?? 0),
      series: { loss: metrics['loss']!, testError: observations['error']! },
      at: { loss: at, testError: observedAt },
    });
  });
}

function pretraining(norm: Norm) {
  const functionsOf = functionsBySize(norm, pretrainingBatch);
  return (run: RunContext, size: TransferSize) =>
    trainEpochs({
      run,
      name: 'pre-training',
      ...functionsOf(size),
      state: startingState(run.seeds, norm, size),
      ...images(run.seeds, size),
      batchSize: pretrainingBatch,
      epochs: size.epochs,
    });
}

/** What was learnt, velocities at rest, and a linear layer for the new classes. */
function withNewHead(run: RunContext, trained: NdRecord, size: TransferSize): NdRecord {
  const fresh = initialize(
    run.seeds.map((seed) => `${seed}/target`),
    parameterSpecs(size),
  );
  const heads = Object.entries(fresh).filter(([name]) => name.startsWith('head/'));
  const atRest = sgdSlots(specsOf(fresh), { momentum });
  return { ...trained, ...atRest, ...Object.fromEntries(heads) };
}
