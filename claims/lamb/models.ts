import { type NdArray, ndarray, type NdRecord, type Seed } from 'claimcheck';
import { zipfLookup } from 'claimcheck/data';
import { isBiasOrNorm, type ParameterSpecs, type TensorRecord } from 'claimcheck/nn';
import * as tf from '@tensorflow/tfjs-core';
import {
  largeExcessLoss,
  largeLength,
  largeParameterSpecs,
  largeVocabulary,
  stretch,
} from './large-network.ts';
import { excessLoss, length, parameterSpecs, vocabulary } from './network.ts';

/** An attention model with its sequences. */
export interface Model {
  readonly specs: ParameterSpecs;
  /** In nats above the loss of who knows the task: [R]. */
  readonly excessLoss: (params: TensorRecord, rows: TensorRecord) => tf.Tensor;
  readonly draw: (seed: Seed, sequences: number, stream: string) => NdRecord;
  /** The batch whose learning rate is chosen, by itself. */
  readonly smallBatch: number;
  readonly test: { readonly sequences: number; readonly batch: number };
}

const test = { sequences: 2000, batch: 500 };

export const small: Model = {
  specs: parameterSpecs,
  excessLoss,
  draw: (seed, sequences, stream) => zipfLookup(seed, { vocabulary, length, sequences, stream }),
  smallBatch: 16,
  test,
};

const masks = largeLength / stretch;

/** Long sequences: stretches of eight tokens with one mask each, which all follow the same rule. */
export function longSequences(
  seed: Seed,
  sequences: number,
  stream: string,
  tokens = largeVocabulary,
): NdRecord {
  const short = zipfLookup(seed, {
    vocabulary: tokens,
    length: stretch,
    sequences: sequences * masks,
    stream,
  });
  const byMask = ({ dtype, values }: NdArray): NdArray => ({ dtype, shape: [sequences, masks], values });
  const place = Int32Array.from(short.place.values, (own, at) => (at % masks) * stretch + own);
  return {
    tokens: { ...short.tokens, shape: [sequences, largeLength] },
    place: ndarray(place, [sequences, masks], 'int32'),
    target: byMask(short.target),
    bayes: byMask(short.bayes),
  };
}

/** The transformer of the paper tier. */
export const large: Model = {
  specs: largeParameterSpecs,
  excessLoss: largeExcessLoss,
  draw: longSequences,
  smallBatch: 64,
  test,
};

/** Scales that the layers take in turn, in alphabetical order. */
const scales = [1 / 64, 64, 1];

/**
 * The same function with every weight matrix stored at another scale and divided by it where it is used. Biases, gains and
 * offsets stay as they are.
 */
export function rescaled(model: Model): Model {
  const layers = Object.keys(model.specs)
    .filter((name) => !isBiasOrNorm(name))
    .sort();
  const scaleOf = new Map(layers.map((name, at) => [name, scales[at % scales.length]!]));
  const specs = Object.entries(model.specs).map(([name, { shape, initialiser }]) => {
    const scale = scaleOf.get(name) ?? 1;
    const scaled: typeof initialiser = (...given) => {
      const drawn = initialiser(...given);
      return { ...drawn, values: drawn.values.map((value) => scale * value) };
    };
    return [name, { shape, initialiser: scaled }] as const;
  });
  return {
    ...model,
    specs: Object.fromEntries(specs),
    excessLoss: (params, rows) => {
      const stored = Object.entries(params).map(([name, param]) => {
        const scale = scaleOf.get(name);
        return [name, scale === undefined ? param : tf.div(param, scale)] as const;
      });
      return model.excessLoss(Object.fromEntries(stored), rows);
    },
  };
}
