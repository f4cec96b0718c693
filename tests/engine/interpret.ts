import * as tf from '@tensorflow/tfjs-core';
import { allocate, type NdArray, ndarray, sizeOf, type TypedValues } from '#core';
import '#ops';
import { geometryOf, windowIndices } from '../../src/engine/graph/windows.ts';
import { type Attributes, describe, type Graph, type GraphNode } from '../../src/engine/graph/graph.ts';
import { elementwiseKernels } from '../../src/engine/trace/kernels/elementwise.ts';

/** Values of placeholders by `group/name`. */
export type Given = Readonly<Record<string, NdArray>>;

/** The values of a graph's outputs by `state/name` and `metric/name`, computed by TF.js on the backend in use. */
export function interpret(graph: Graph, given: Given): Record<string, NdArray> {
  const outputs = [
    ...Object.entries(graph.state).map(([name, id]) => [`state/${name}`, id] as const),
    ...Object.entries(graph.metrics).map(([name, id]) => [`metric/${name}`, id] as const),
  ];
  return inScope(() => {
    const values = nodeValues(graph, given);
    return Object.fromEntries(outputs.map(([key, id]) => [key, arrayOf(values[id]!)]));
  });
}

/** Runs `body` and disposes the tensors that it made. */
export function inScope<Result>(body: () => Result): Result {
  tf.engine().startScope('interpret');
  try {
    return body();
  } finally {
    tf.engine().endScope();
  }
}

/** The value of every node, one TF.js kernel a node. */
export function nodeValues(graph: Graph, given: Given): tf.Tensor[] {
  const values: tf.Tensor[] = [];
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((id) => values[id]!);
    values.push(checked(node, placeholderValue(node, given) ?? apply(node, inputs)));
  }
  return values;
}

function checked(node: GraphNode, value: tf.Tensor): tf.Tensor {
  if (describe(value) === describe(node)) return value;
  throw new Error(`node ${node.id}, ${node.kernel}: got ${describe(value)} instead of ${describe(node)}`);
}

function arrayOf(tensor: tf.Tensor): NdArray {
  return ndarray(tensor.dataSync().slice(), tensor.shape, tensor.dtype as NdArray['dtype']);
}

function placeholderValue({ kernel, attrs, shape, dtype }: GraphNode, given: Given): tf.Tensor | undefined {
  if (kernel !== 'Placeholder') return undefined;
  const { values } = given[`${String(attrs['group'])}/${String(attrs['name'])}`]!;
  return tf.tensor(values, [...shape], dtype);
}

/** What a node that is no placeholder makes of its operands. */
export function apply(node: GraphNode, inputs: readonly tf.Tensor[]): tf.Tensor {
  const { kernel, attrs, dtype } = node;
  const shape = [...node.shape];
  if (kernel === 'Const') return tf.tensor(attrs['values'] as TypedValues, shape, dtype);
  if (kernel === 'Fill') {
    return tf.tensor(allocate(dtype, sizeOf(shape)).fill(attrs['value'] as number), shape, dtype);
  }
  const special = kernels[kernel];
  if (special) return special(node, inputs as [tf.Tensor, tf.Tensor]);
  if (elementwiseKernels[kernel]) return elementwise(node, inputs);
  throw new Error(`the interpreter does not know ${kernel}`);
}

const operandNames: Readonly<Record<string, readonly string[]>> = {
  EluGrad: ['dy', 'y'],
  Prelu: ['x', 'alpha'],
  Select: ['condition', 't', 'e'],
};

function elementwise(node: GraphNode, inputs: readonly tf.Tensor[]): tf.Tensor {
  if (node.kernel === 'Cast') return tf.cast(inputs[0]!, node.dtype);
  const names = operandNames[node.kernel] ?? (inputs.length === 1 ? ['x'] : ['a', 'b']);
  const given = Object.fromEntries(names.map((name, index) => [name, spread(inputs[index]!, node.shape)]));
  const result = run(node.kernel, given, node.attrs);
  return result.dtype === node.dtype ? result : tf.cast(result, node.dtype);
}

/** Any type broadcast to a shape. */
function spread(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const aligned = tf.reshape(x, [...Array<number>(shape.length - x.rank).fill(1), ...x.shape]);
  return tf.tile(
    aligned,
    shape.map((extent, axis) => extent / aligned.shape[axis]!),
  );
}

function run(kernel: string, inputs: Record<string, tf.Tensor>, attrs: Attributes): tf.Tensor {
  return tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap);
}

type Kernel = (node: GraphNode, inputs: readonly [tf.Tensor, tf.Tensor]) => tf.Tensor;

const list = (attrs: Attributes, name: string): number[] => [...(attrs[name] as readonly number[])];
const paddings = (attrs: Attributes): [number, number][] => {
  const after = list(attrs, 'after');
  return list(attrs, 'before').map((low, axis) => [low, after[axis]!]);
};

type Reduction = (x: tf.Tensor, axes: number[], keep: boolean) => tf.Tensor;
const reduction =
  (reduce: Reduction): Kernel =>
  ({ attrs }, [x]) =>
    reduce(x, list(attrs, 'axes'), true);

function windowAttributes(attrs: Attributes): Attributes {
  const g = geometryOf(attrs);
  const pad = [
    [0, 0],
    [g.padTop, g.padBottom],
    [g.padLeft, g.padRight],
    [0, 0],
  ];
  return {
    filterSize: [g.filterHeight, g.filterWidth],
    strides: [g.strideHeight, g.strideWidth],
    dilations: [g.dilationHeight, g.dilationWidth],
    dataFormat: 'NHWC',
    pad: (pad.flat().every((extent) => extent === 0) ? 'valid' : pad) as unknown as string,
  };
}

/** A convolution kernel of TF.js, or one of them for each replica. */
function convolution(first: string, second: string, shapeName?: string): Kernel {
  const one = (node: GraphNode, a: tf.Tensor, b: tf.Tensor, shape: readonly number[]): tf.Tensor => {
    const attrs = { ...windowAttributes(node.attrs), ...(shapeName && { [shapeName]: shape }) };
    return run(node.kernel.replace('Replica', ''), { [first]: a, [second]: b }, attrs);
  };
  return (node, [a, b]) => {
    if (!node.kernel.startsWith('Replica')) return one(node, a, b, node.shape);
    const filters = tf.unstack(b);
    return tf.stack(tf.unstack(a).map((maps, at) => one(node, maps, filters[at]!, node.shape.slice(1))));
  };
}

const forward = convolution('x', 'filter');
const backpropInput = convolution('dy', 'filter', 'inputShape');
const backpropFilter = convolution('x', 'dy', 'filterShape');

/** Calls `visit` for every element of windows [N, P, K, C] that lies inside its map, with both flat indices. */
function forWindows(
  node: GraphNode,
  batch: number,
  channels: number,
  visit: (inWindows: number, inMaps: number) => void,
): void {
  const g = geometryOf(node.attrs);
  const paddedWidth = g.inWidth + g.padLeft + g.padRight;
  const indices = windowIndices(g, paddedWidth);
  for (let image = 0; image < batch; image++) {
    indices.forEach((padded, element) => {
      const row = Math.floor(padded / paddedWidth) - g.padTop;
      const column = (padded % paddedWidth) - g.padLeft;
      if (row < 0 || row >= g.inHeight || column < 0 || column >= g.inWidth) return;
      const pixel = (image * g.inHeight + row) * g.inWidth + column;
      for (let channel = 0; channel < channels; channel++) {
        visit((image * indices.length + element) * channels + channel, pixel * channels + channel);
      }
    });
  }
}

const windows: Kernel = (node, [x]) => {
  const values = new Float32Array(sizeOf(node.shape)).fill(node.attrs['padValue'] as number);
  const maps = x.dataSync();
  forWindows(node, x.shape[0], x.shape[3]!, (to, from) => (values[to] = maps[from]!));
  return tf.tensor(values, [...node.shape]);
};

const foldWindows: Kernel = (node, [x]) => {
  const values = new Float32Array(sizeOf(node.shape));
  const given = x.dataSync();
  forWindows(node, x.shape[0], x.shape[3]!, (from, to) => (values[to]! += given[from]!));
  return tf.tensor(values, [...node.shape]);
};

/** The end is left out: with a negative stride it may be one before the first. */
const slice: Kernel = ({ attrs, shape }, [x]) => {
  const strides = list(attrs, 'strides');
  return list(attrs, 'begin').reduce((cut, from, axis) => {
    const places = Array.from({ length: shape[axis]! }, (_, at) => from + at * strides[axis]!);
    return tf.gather(cut, tf.tensor1d(places, 'int32'), axis);
  }, x);
};

const kernels: Readonly<Record<string, Kernel>> = {
  Reshape: ({ shape }, [x]) => tf.reshape(x, [...shape]),
  Transpose: ({ attrs }, [x]) => tf.transpose(x, list(attrs, 'perm')),
  Slice: slice,
  PadV2: ({ attrs }, [x]) => tf.pad(x, paddings(attrs), attrs['value'] as number),
  MirrorPad: ({ attrs }, [x]) => tf.mirrorPad(x, paddings(attrs), 'reflect'),
  Reverse: ({ attrs }, [x]) => tf.reverse(x, list(attrs, 'axes')),
  Concat: ({ attrs }, parts) => tf.concat([...parts], attrs['axis'] as number),
  Tile: ({ attrs }, [x]) => tf.tile(x, list(attrs, 'reps')),
  BroadcastTo: ({ shape }, [x]) => spread(x, shape),
  Sum: reduction(tf.sum),
  Mean: reduction(tf.mean),
  Max: reduction(tf.max),
  Min: reduction(tf.min),
  Prod: reduction(tf.prod),
  All: reduction(tf.all),
  Any: reduction(tf.any),
  ArgMax: ({ attrs }, [x]) => tf.argMax(x, attrs['axis'] as number),
  ArgMin: ({ attrs }, [x]) => tf.argMin(x, attrs['axis'] as number),
  Softmax: ({ attrs }, [x]) => tf.softmax(x, attrs['axis'] as number),
  Cumsum: ({ attrs }, [x]) =>
    tf.cumsum(x, attrs['axis'] as number, attrs['exclusive'] === true, attrs['reverse'] === true),
  BatchMatMul: ({ attrs }, [a, b]) =>
    tf.matMul(a, b, attrs['transposeA'] === true, attrs['transposeB'] === true),
  GatherV2: ({ attrs }, [x, indices]) =>
    tf.gather(x, indices, attrs['axis'] as number, attrs['batchDims'] as number),
  OneHot: ({ attrs, dtype }, [x]) =>
    tf.oneHot(x, attrs['depth'] as number, attrs['onValue'] as number, attrs['offValue'] as number, dtype),
  UnsortedSegmentSum: ({ attrs }, [x, ids]) =>
    tf.unsortedSegmentSum(x, ids as tf.Tensor1D, attrs['numSegments'] as number),
  Conv2D: forward,
  Conv2DBackpropInput: backpropInput,
  Conv2DBackpropFilter: backpropFilter,
  ReplicaConv2D: forward,
  ReplicaConv2DBackpropInput: backpropInput,
  ReplicaConv2DBackpropFilter: backpropFilter,
  MaxPool: ({ kernel, attrs }, [x]) => run(kernel, { x }, windowAttributes(attrs)),
  AvgPool: ({ kernel, attrs }, [x]) => run(kernel, { x }, windowAttributes(attrs)),
  MaxPoolGrad: ({ kernel, attrs }, [dy, x]) =>
    run(
      kernel,
      { dy, input: x, output: run('MaxPool', { x }, windowAttributes(attrs)) },
      windowAttributes(attrs),
    ),
  AvgPoolGrad: ({ kernel, attrs, shape }, [dy]) =>
    run(kernel, { dy, input: tf.zeros([...shape]) }, windowAttributes(attrs)),
  Windows: windows,
  FoldWindows: foldWindows,
};
