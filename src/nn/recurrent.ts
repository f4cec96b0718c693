import * as tf from '@tensorflow/tfjs-core';
import { dense } from './dense.ts';
import { type Initialiser, uniformFanIn } from './initialisers.ts';
import type { ParameterSpecs } from './initialize.ts';
import type { TensorRecord } from './tensor-record.ts';

/** A recurrent layer: what becomes of its state when the next input comes. */
export interface RecurrentCell {
  /** Names of what goes from step to step; `hidden` is the one that is read. */
  readonly carried: readonly string[];
  /** Parameters for inputs [R, B, inputs] and states [R, B, hidden], without the replica axis. */
  readonly specs: (inputs: number, hidden: number) => ParameterSpecs;
  /** State after the input `x` [R, B, inputs]. */
  readonly next: (params: TensorRecord, state: TensorRecord, x: tf.Tensor) => TensorRecord;
}

/** `gates` blocks of weights side by side, each with the uniform start on +-1 / sqrt(hidden) that PyTorch gives them. */
function gateSpecs(gates: number, inputs: number, hidden: number): ParameterSpecs {
  const initialiser: Initialiser = uniformFanIn(hidden);
  const width = gates * hidden;
  return {
    'input/weight': { shape: [inputs, width], initialiser },
    'input/bias': { shape: [1, width], initialiser },
    'recurrent/weight': { shape: [hidden, width], initialiser },
  };
}

const fromInput = (params: TensorRecord, x: tf.Tensor): tf.Tensor =>
  dense(x, params['input/weight']!, params['input/bias']);

const fromState = (params: TensorRecord, hidden: tf.Tensor): tf.Tensor =>
  dense(hidden, params['recurrent/weight']!);

/** The blocks of `gates` gates: [R, B, gates H] to `gates` times [R, B, H]. */
const gatesOf = (values: tf.Tensor, gates: number): tf.Tensor[] => tf.split(values, gates, 2);

/** h <- h A + x B, without a bias; A `recurrent/weight`, B `input/weight`. */
export const linearCell: RecurrentCell = {
  carried: ['hidden'],
  specs: (inputs, hidden) => ({
    'input/weight': { shape: [inputs, hidden], initialiser: uniformFanIn(hidden) },
    'recurrent/weight': { shape: [hidden, hidden], initialiser: uniformFanIn(hidden) },
  }),
  next: (params, { hidden }, x) => ({
    hidden: tf.add(fromState(params, hidden!), dense(x, params['input/weight']!)),
  }),
};

/** h <- tanh(x W + h U + b) (Elman 1990). */
export const tanhCell: RecurrentCell = {
  carried: ['hidden'],
  specs: (inputs, hidden) => gateSpecs(1, inputs, hidden),
  next: (params, { hidden }, x) => ({
    hidden: tf.tanh(tf.add(fromInput(params, x), fromState(params, hidden!))),
  }),
};

/**
 * Gated recurrent unit (Cho et al. 2014): gates r, z and candidate n = tanh(x W_n + b_n + r (h U_n + c_n)),
 * h <- (1 - z) n + z h. The blocks of a weight are r, z, n; the candidate's recurrent bias is `recurrent/bias`.
 */
export const gruCell: RecurrentCell = {
  carried: ['hidden'],
  specs: (inputs, hidden) => ({
    ...gateSpecs(3, inputs, hidden),
    'recurrent/bias': { shape: [1, hidden], initialiser: uniformFanIn(hidden) },
  }),
  next: (params, { hidden }, x) => {
    const [resetX, updateX, candidateX] = gatesOf(fromInput(params, x), 3);
    const [resetH, updateH, candidateH] = gatesOf(fromState(params, hidden!), 3);
    const reset = tf.sigmoid(tf.add(resetX!, resetH!));
    const update = tf.sigmoid(tf.add(updateX!, updateH!));
    const remembered = tf.mul(reset, tf.add(candidateH!, params['recurrent/bias']!));
    const candidate = tf.tanh(tf.add(candidateX!, remembered));
    return { hidden: tf.add(candidate, tf.mul(update, tf.sub(hidden!, candidate))) };
  },
};

/**
 * Long short-term memory with a forget gate (Hochreiter and Schmidhuber 1997; Gers et al. 2000): c <- f c + i g,
 * h <- o tanh(c). The blocks of a weight are i, f, g, o.
 */
export const lstmCell: RecurrentCell = {
  carried: ['hidden', 'memory'],
  specs: (inputs, hidden) => gateSpecs(4, inputs, hidden),
  next: (params, { hidden, memory }, x) => {
    const [input, forget, candidate, output] = gatesOf(
      tf.add(fromInput(params, x), fromState(params, hidden!)),
      4,
    );
    const kept = tf.mul(tf.sigmoid(forget!), memory!);
    const next = tf.add(kept, tf.mul(tf.sigmoid(input!), tf.tanh(candidate!)));
    return { hidden: tf.mul(tf.sigmoid(output!), tf.tanh(next)), memory: next };
  },
};

/**
 * The states [R, B, H] that are read after each input of a sequence x [R, B, L, I], from a state of zeros. The steps are
 * written out one after the other, so that gradients are those of back-propagation through time.
 */
export function unroll(cell: RecurrentCell, params: TensorRecord, x: tf.Tensor): tf.Tensor[] {
  const [replicas, batch] = x.shape as [number, number];
  const hidden = params['recurrent/weight']!.shape[1]!;
  const rest = (): tf.Tensor => tf.zeros([replicas, batch, hidden]);
  let state: TensorRecord = Object.fromEntries(cell.carried.map((name) => [name, rest()]));
  return tf.unstack(x, 2).map((input) => {
    state = cell.next(params, state, input);
    return state['hidden']!;
  });
}
