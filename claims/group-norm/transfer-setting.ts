import { type ArmRunner, type NdRecord, type RunContext, specsOf, type Trajectory } from 'claimcheck';
import { initialize, sgdSlots } from 'claimcheck/nn';
import { trajectoriesOf } from 'claimcheck/train';
import { images } from './images.ts';
import { parameterSpecs } from './network.ts';
import type { Norm } from './normalizers.ts';
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
}

const pretrainingBatch = 32;
/** Samples per worker where the paper fine-tunes (section 4.2: 1 or 2). */
const targetBatch = 2;
/** Prototypes of the second task. */
const target = { prototypeSeed: 'textures10/target' };

/** Learns ten classes at minibatches of 32, then ten others at minibatches of 2; test error (%) of the second task. */
export function transferRuns({ norm, pretrainedWith }: TransferSetting): ArmRunner<TransferSize> {
  const functionsOf = functionsBySize(norm, targetBatch);
  const pretrain = pretrainedWith && pretraining(pretrainedWith);
  return async (run: RunContext, size: TransferSize): Promise<Trajectory[]> => {
    const before = await pretrain?.(run, size);
    const state = before ? withNewHead(run, before.state, size) : startingState(run.seeds, norm, size);
    const { metrics, observations, at, observedAt, steps } = await trainEpochs({
      run,
      name: 'fine-tuning',
      ...functionsOf(size),
      state,
      ...images(run.seeds, size, { ...target, trainSamples: size.targetSamples }),
      batchSize: targetBatch,
      epochs: size.targetEpochs,
    });
    return trajectoriesOf({
      steps: steps + (before?.steps ?? 0),
      series: { loss: metrics['loss']!, testError: observations['error']! },
      at: { loss: at, testError: observedAt },
    });
  };
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
