import * as tf from '@tensorflow/tfjs-core';
import {
  arm,
  type ArmRunner,
  type NdRecord,
  type RunContext,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { freshNormals } from 'claimcheck/data';
import {
  adam,
  adamSlots,
  clipGradients,
  dense,
  denseSpecs,
  gruCell,
  initialize,
  lstmCell,
  type RecurrentCell,
  scheduleInput,
  stepDecay,
  tanhCell,
  type TensorRecord,
  uniformFanIn,
  unroll,
  valueAndGradients,
} from 'claimcheck/nn';
import { evaluate, scan, trajectoriesOf } from 'claimcheck/train';

export interface NonlinearSize extends TierSize {
  readonly hidden: number;
  /** Sequences of a step, drawn anew for every one. */
  readonly batch: number;
  readonly steps: number;
  /** Steps of the training that spoils the start of the arms that have one. */
  readonly spoiling: number;
}

export const cells = { gru: gruCell, lstm: lstmCell, tanh: tanhCell } as const;

/** Training and longest test length. */
const [trained, tested] = [5, 20];
/** Adam; after `dropsAt` of the steps the learning rate is multiplied by `drop`. */
const training = {
  optimizer: 'adam',
  learningRate: 0.003,
  dropsAt: 0.7,
  drop: 0.1,
  largestGradient: 1,
} as const;
const { learningRate, largestGradient, drop, dropsAt } = training;
/** Test sequences: batches of 512. */
const testBatches = 8;
const testBatch = 512;
const points = 100;

/** Predictions after each input of sequences x [R, B, L]: L times [R, B, 1]. */
function predictions(cell: RecurrentCell, params: TensorRecord, x: tf.Tensor): tf.Tensor[] {
  return unroll(cell, params, tf.expandDims(x, 3)).map((state) =>
    dense(state, params['output/weight']!, params['output/bias']),
  );
}

/** Squared errors at the given sequence lengths, averaged over sequences: [R, lengths]. The label is sign times the last input. */
function losses(
  cell: RecurrentCell,
  params: TensorRecord,
  x: tf.Tensor,
  lengths: readonly number[],
  sign: (length: number) => number = () => 1,
): tf.Tensor {
  const given = predictions(cell, params, x);
  const errors = lengths.map((length) => {
    const label = tf.mul(tf.slice(x, [0, 0, length - 1], [-1, -1, 1]), sign(length));
    return tf.mean(tf.square(tf.sub(given[length - 1]!, label)), 1);
  });
  return tf.concat(errors, 1);
}

const everyLength = Array.from({ length: tested }, (_, at) => at + 1);

/** A step of Adam on the mean loss over lengths, gradients shortened to a norm of 1. */
function stepOn(loss: (params: TensorRecord, x: tf.Tensor) => tf.Tensor) {
  return (state: TensorRecord, input: TensorRecord) => {
    const names = Object.keys(state).filter((name) => !/^(first|second)\//.test(name));
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { loss: value, gradients } = valueAndGradients(
      (given) => ({ loss: tf.mean(loss(given, input['x']!), 1) }),
      params,
    );
    const { stepIndex, learningRate } = input as { stepIndex: tf.Tensor; learningRate: tf.Tensor };
    const next = adam(params, clipGradients(gradients, largestGradient), state, { stepIndex, learningRate });
    return { state: { ...next.slots, ...next.params }, metrics: { loss: value } };
  };
}

/** Programs are kept by the identity of these functions. */
const programsOf = (cell: RecurrentCell) => ({
  train: stepOn((params, x) => losses(cell, params, x, [trained])),
  // The label beyond the training length has the other sign: a network that fits and fails.
  spoil: stepOn((params, x) => losses(cell, params, x, everyLength, (length) => (length > trained ? -1 : 1))),
  test: (params: TensorRecord, { x }: TensorRecord) => ({ byLength: losses(cell, params, x!, everyLength) }),
});

const programs = { gru: programsOf(gruCell), lstm: programsOf(lstmCell), tanh: programsOf(tanhCell) };

async function train(
  run: RunContext,
  params: NdRecord,
  size: NonlinearSize,
  phase: { name: string; step: ReturnType<typeof stepOn>; steps: number; length: number },
) {
  const { name, step, steps, length } = phase;
  const schedule = stepDecay(learningRate, drop, [Math.round(dropsAt * steps)]);
  const { state, metrics, at } = await scan({
    run,
    name,
    step,
    state: { ...params, ...adamSlots(params) },
    inputs: (fromStep, count) => ({
      x: freshNormals(run.seeds, { shape: [size.batch, length], fromStep, steps: count, stream: name }),
      learningRate: scheduleInput(schedule, fromStep, count),
    }),
    steps,
    every: Math.ceil(steps / points),
  });
  const end = Object.fromEntries(Object.keys(params).map((each) => [each, state[each]!]));
  return { end, metrics, at };
}

/** Trains on sequences of 5; `spoiled` starts where a training has taught it to fail on longer ones. */
export function nonlinearRuns(name: keyof typeof cells, spoiled = false): ArmRunner<NonlinearSize> {
  const { train: ordinary, spoil, test } = programs[name];
  const setting = { cell: name, spoiled, trainedLength: trained, testedLength: tested, ...training };
  return arm(setting, async (run, size): Promise<Trajectory[]> => {
    const { hidden, steps, spoiling } = size;
    const initialiser = uniformFanIn(hidden);
    let params = initialize(run.seeds, {
      ...cells[name].specs(1, hidden),
      ...denseSpecs('output', hidden, 1, { weight: initialiser, bias: initialiser }),
    });
    if (spoiled) {
      const phase = { name: 'spoiling', step: spoil, steps: spoiling, length: tested };
      params = (await train(run, params, size, phase)).end;
    }
    const phase = { name: 'training', step: ordinary, steps, length: trained };
    const { end, metrics, at } = await train(run, params, size, phase);
    const { byLength } = await evaluate({
      run,
      batch: test,
      parameters: end,
      batches: testBatches,
      inputs: (fromStep, count) => ({
        x: freshNormals(run.seeds, { shape: [testBatch, tested], fromStep, steps: count, stream: 'test' }),
      }),
    });
    const rows = byLength!.values;
    return trajectoriesOf({ steps: steps + (spoiled ? spoiling : 0), series: metrics, at: { loss: at } }).map(
      (trajectory, replica) => ({
        ...trajectory,
        series: {
          ...trajectory.series,
          byLength: rows.subarray(replica * tested, (replica + 1) * tested),
        },
        at: { ...trajectory.at, byLength: everyLength },
      }),
    );
  });
}

/** Mean squared errors at the training length and at the longest, in units of the label's variance. */
export function measure({ series }: Trajectory) {
  const { byLength } = series as { byLength: ArrayLike<number> };
  return { trained: byLength[trained - 1]!, tested: byLength[tested - 1]! };
}
