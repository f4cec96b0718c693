/** A network [inputs, hidden..., classes] of linear layers without biases, ReLU after each hidden one. */
export interface Float64Mlp {
  readonly widths: readonly number[];
  /**
   * Before each ReLU: over the batch, over the features of a sample, or nothing. Without affine parameters and without
   * an epsilon, so that the hidden weights are scale-invariant exactly.
   */
  readonly normalization: 'batch' | 'layer' | 'none';
}

/** A row-major matrix. */
interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export interface Float64Gradients {
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** One per layer, shaped like its weight. */
  readonly gradients: Float64Array[];
}

/**
 * Loss and gradients of one network in float64, for theorem-like claims that float32 would blur; everything else trains
 * with the layers of this folder.
 * @param weights row-major [from, to], one per layer
 * @param x row-major [labels.length, inputs]
 */
export function float64Gradients(
  { widths, normalization }: Float64Mlp,
  weights: readonly Float64Array[],
  x: Float64Array,
  labels: ArrayLike<number>,
): Float64Gradients {
  const rows = labels.length;
  const layers = weights.map((values, at) => matrix(widths[at]!, widths[at + 1]!, values));
  const hidden = [matrix(rows, widths[0]!, x)];
  const backs: ((gradient: Matrix) => Matrix)[] = [];
  for (const weight of layers.slice(0, -1)) {
    const { y, back } = normalized(multiply(hidden.at(-1)!, weight), normalization);
    backs.push((gradient) => back(map(gradient, (value, at) => (y.values[at]! > 0 ? value : 0))));
    hidden.push(map(y, (value) => Math.max(0, value)));
  }
  const head = crossEntropy(multiply(hidden.at(-1)!, layers.at(-1)!), labels);
  let gradient = head.gradient;
  const gradients: Float64Array[] = [];
  for (let at = layers.length - 1; at >= 0; at--) {
    gradients.unshift(multiply(transposed(hidden[at]!), gradient).values);
    if (at > 0) gradient = backs[at - 1]!(multiply(gradient, transposed(layers[at]!)));
  }
  return { loss: head.loss, gradients };
}

/** (z - mean) / deviation over each column (batch) or row (layer), and its backward pass. */
function normalized(z: Matrix, normalization: Float64Mlp['normalization']) {
  if (normalization === 'none') return { y: z, back: (gradient: Matrix) => gradient };
  const across = normalization === 'batch' ? transposed(z) : z;
  const deviations: number[] = [];
  const y = byRows(across, (row) => {
    const center = average(row);
    const deviation = Math.sqrt(average(row.map((value) => (value - center) ** 2)));
    deviations.push(deviation);
    return row.map((value) => (value - center) / deviation);
  });
  const back = (gradient: Matrix): Matrix => {
    const given = normalization === 'batch' ? transposed(gradient) : gradient;
    const result = byRows(given, (row, at) => {
      const unit = rowOf(y, at);
      const center = average(row);
      const along = average(row.map((value, index) => value * unit[index]!));
      return row.map((value, index) => (value - center - unit[index]! * along) / deviations[at]!);
    });
    return normalization === 'batch' ? transposed(result) : result;
  };
  return { y: normalization === 'batch' ? transposed(y) : y, back };
}

function crossEntropy(logits: Matrix, labels: ArrayLike<number>) {
  let loss = 0;
  const gradient = byRows(logits, (row, at) => {
    const top = Math.max(...row);
    const weights = row.map((value) => Math.exp(value - top));
    const total = weights.reduce((sum, value) => sum + value, 0);
    loss += (Math.log(total) + top - row[labels[at]!]!) / logits.rows;
    return weights.map((value, index) => (value / total - (index === labels[at] ? 1 : 0)) / logits.rows);
  });
  return { loss, gradient };
}

function matrix(
  rows: number,
  columns: number,
  values: Float64Array = new Float64Array(rows * columns),
): Matrix {
  return { rows, columns, values };
}

function map(given: Matrix, change: (value: number, at: number) => number): Matrix {
  return matrix(given.rows, given.columns, given.values.map(change));
}

function rowOf({ columns, values }: Matrix, at: number): Float64Array {
  return values.subarray(at * columns, (at + 1) * columns);
}

function byRows(given: Matrix, change: (row: Float64Array, at: number) => Float64Array): Matrix {
  const result = matrix(given.rows, given.columns);
  for (let at = 0; at < given.rows; at++) result.values.set(change(rowOf(given, at), at), at * given.columns);
  return result;
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function transposed({ rows, columns, values }: Matrix): Matrix {
  const result = matrix(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result.values[column * rows + row] = values[row * columns + column]!;
    }
  }
  return result;
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.columns);
  for (let row = 0; row < a.rows; row++) {
    for (let inner = 0; inner < a.columns; inner++) {
      const factor = a.values[row * a.columns + inner]!;
      for (let column = 0; column < b.columns; column++) {
        result.values[row * b.columns + column]! += factor * b.values[inner * b.columns + column]!;
      }
    }
  }
  return result;
}
