import * as tf from '@tensorflow/tfjs-core';

// TF.js's plain backend leaves an operand out of the product when none of its labels is summed and another operand's is
// ('ij,k->ik'). Here: the definition, one product for every value of all labels.
const kernelName = 'Einsum';
const backendName = 'cpu';

tf.unregisterKernel(kernelName, backendName);
tf.registerKernel({
  kernelName,
  backendName,
  kernelFunc: ({ inputs, backend, attrs }) => {
    const cpu = backend as tf.KernelBackend;
    const operands = Object.values(inputs) as tf.TensorInfo[];
    const equation = (attrs?.['equation'] as string).replace(/\s/g, '');
    const plan = planOf(equation, operands);
    const values = operands.map(({ dataId }) => cpu.readSync(dataId) as ArrayLike<number>);
    const shape = plan.outputShape;
    const dtype = operands[0]!.dtype;
    const sums = sumOfProducts(plan, values);
    const result = dtype === 'int32' ? Int32Array.from(sums) : Float32Array.from(sums);
    return { dataId: cpu.write(result, shape, dtype), shape, dtype };
  },
});

interface Plan {
  /** Extent of each label: those of the output first, then the summed ones. */
  readonly extents: readonly number[];
  readonly outputShape: number[];
  /** For each operand, how far its element moves when a label's value grows by one. */
  readonly strides: readonly (readonly number[])[];
}

function planOf(equation: string, operands: readonly tf.TensorInfo[]): Plan {
  const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, operands.length);
  tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, operands as tf.Tensor[]);
  const extents = allDims.map((_, label) => {
    const owner = idDims.findIndex((labels) => labels.includes(label));
    return operands[owner]!.shape[idDims[owner]!.indexOf(label)]!;
  });
  const strides = operands.map(({ shape }, operand) =>
    allDims.map((_, label) => {
      const axis = idDims[operand]!.indexOf(label);
      return axis < 0 ? 0 : tf.util.sizeFromShape(shape.slice(axis + 1));
    }),
  );
  const outputs = equation.split('->')[1]!.length;
  return { extents, outputShape: extents.slice(0, outputs), strides };
}

function sumOfProducts({ extents, outputShape, strides }: Plan, values: ArrayLike<number>[]): Float64Array {
  const sums = new Float64Array(tf.util.sizeFromShape(outputShape));
  const summed = tf.util.sizeFromShape(extents.slice(outputShape.length));
  const count = sums.length * summed;
  const labels = extents.map(() => 0);
  for (let index = 0; index < count; index++) {
    let product = 1;
    strides.forEach((own, operand) => {
      const at = own.reduce((offset, stride, label) => offset + stride * labels[label]!, 0);
      product *= values[operand]![at]!;
    });
    sums[Math.floor(index / summed)]! += product;
    advance(labels, extents);
  }
  return sums;
}

/** The next values of the labels, the last running fastest. */
function advance(labels: number[], extents: readonly number[]): void {
  for (let label = labels.length - 1; label >= 0; label--) {
    labels[label]! += 1;
    if (labels[label]! < extents[label]!) return;
    labels[label] = 0;
  }
}
