import { createRng, UserError, type Seed } from '#core';
import { requireBetween, requireWhole } from './check-option.ts';
import type { LabelledData, Split } from './labelled-data.ts';

export interface TeacherOptions {
  readonly samples: number;
  /** `test` draws fresh inputs for the teacher of `train`. Default `train`. */
  readonly split?: Split;
  /** Size of the training set, over which the teacher's outputs are centred. Needed with `split: 'test'`. */
  readonly trainSamples?: number;
  /** Default 32. */
  readonly inputs?: number;
  /** Default 64. */
  readonly hidden?: number;
  /** Default 10. */
  readonly classes?: number;
  /** The teacher's first-layer weights are N(0, gain^2 / inputs). Default 1.5. */
  readonly gain?: number;
}

/**
 * Inputs x ~ N(0, I) [samples, inputs] labelled by a random network: y is the argmax over columns of tanh(x W1) W2 minus
 * its column mean over the training set; W1 is N(0, gain^2 / inputs), W2 is N(0, 1). Each seed has its own teacher.
 * @throws UserError when an option is out of its range
 */
export function teacherClassification(seed: Seed, options: TeacherOptions): LabelledData {
  const { samples, split = 'train', inputs = 32, hidden = 64, classes = 10, gain = 1.5 } = options;
  const trainSamples = options.trainSamples ?? (split === 'train' ? samples : undefined);
  if (trainSamples === undefined) {
    throw new UserError(
      "teacherClassification with split 'test' does not know the training set whose mean centres the labels",
      'pass trainSamples: the number of samples of the training set',
    );
  }
  for (const [name, value] of Object.entries({ samples, trainSamples, inputs, hidden, classes })) {
    requireWhole(name, value);
  }
  requireBetween('gain', gain, 0);

  const weights = createRng(seed, 'teacher/weights');
  const first = weights.normals(inputs * hidden, gain / Math.sqrt(inputs));
  const second = weights.normals(hidden * classes);
  const draw = (part: Split, rows: number): Float32Array =>
    createRng(seed, `teacher/${part}`).normals(rows * inputs);
  const teach = (x: Float32Array): Float64Array => product(tanh(product(x, first, inputs)), second, hidden);

  const train = teach(draw('train', trainSamples));
  const x = draw(split, samples);
  const outputs = split === 'train' && samples === trainSamples ? train : teach(x);
  return {
    x: { dtype: 'float32', shape: [samples, inputs], values: x },
    y: { dtype: 'int32', shape: [samples], values: centredArgmax(outputs, columnMeans(train, classes)) },
  };
}

/** [n, inner] times [inner, m], row-major. */
function product(left: ArrayLike<number>, right: Float32Array, inner: number): Float64Array {
  const columns = right.length / inner;
  const rows = left.length / inner;
  const result = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < inner; k++) {
      const factor = left[r * inner + k]!;
      for (let c = 0; c < columns; c++) result[r * columns + c]! += factor * right[k * columns + c]!;
    }
  }
  return result;
}

function tanh(values: Float64Array): Float64Array {
  return values.map((value) => Math.tanh(value));
}

function columnMeans(values: Float64Array, columns: number): Float64Array {
  const means = new Float64Array(columns);
  values.forEach((value, at) => (means[at % columns]! += value));
  return means.map((sum) => (sum * columns) / values.length);
}

function centredArgmax(values: Float64Array, means: Float64Array): Int32Array {
  const columns = means.length;
  return Int32Array.from({ length: values.length / columns }, (_, row) => {
    let best = 0;
    let highest = -Infinity;
    for (let c = 0; c < columns; c++) {
      const value = values[row * columns + c]! - means[c]!;
      if (value > highest) {
        highest = value;
        best = c;
      }
    }
    return best;
  });
}
