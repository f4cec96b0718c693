import * as tf from '@tensorflow/tfjs-core';
import { replicaConv2d } from '#ops';
import { replicaConv2dBackpropFilter, replicaConv2dBackpropInput } from '../../../src/ops/replica-conv2d.ts';

type Result = tf.Tensor | tf.Tensor[];
/** A call with two operands and eight whole numbers of -2 to 4, whether they fit or not. */
export type Call = (a: tf.Tensor, b: tf.Tensor, n: readonly number[]) => Result;

type Unary = 'acos' | 'abs';
type Binary = 'add' | 'sub';

const unary =
  (name: string): Call =>
  (a) =>
    tf[name as Unary](a);
const binary =
  (name: string): Call =>
  (a, b) =>
    tf[name as Binary](a, b);
const table = (make: (name: string) => Call, names: string): Readonly<Record<string, Call>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, make(name)]));
const run = (kernel: string, inputs: Record<string, tf.Tensor>, attrs: tf.NamedAttrMap): Result =>
  tf.engine().runKernel(kernel, inputs, attrs);
const count = (n: number | undefined): number => Math.abs(n!) + 1;
const four = (x: tf.Tensor): tf.Tensor4D => x as tf.Tensor4D;
const whole = (x: tf.Tensor): tf.Tensor => tf.sub(tf.cast(x, 'int32'), tf.scalar(1, 'int32'));
const pads = (a: tf.Tensor, n: readonly number[]): [number, number][] =>
  Array.from({ length: n[7]! === 4 ? 2 : a.rank }, (_, axis) => [n[axis % 8]!, n[(axis + 1) % 8]!]);
const margin = (n: readonly number[]): 'same' | 'valid' | number =>
  (['same', 'valid', 0, 1, 'same', 'valid', 2] as const)[n[7]! + 2]!;

const elementwise: Readonly<Record<string, Call>> = {
  ...table(unary, 'abs acos acosh asin asinh atan atanh ceil cos cosh elu erf exp expm1 floor isFinite isInf isNaN leakyRelu log log1p logicalNot neg onesLike reciprocal relu relu6 round rsqrt selu sigmoid sign sin sinh softplus sqrt square step tan tanh zerosLike'), // prettier-ignore
  ...table(binary, 'add atan2 sub mul pow maximum minimum squaredDifference equal notEqual greater greaterEqual less lessEqual logicalAnd logicalOr prelu'), // prettier-ignore
  // Whole numbers divided by zero have no defined result.
  ...table((name) => (a, b) => binary(name)(a, tf.maximum(b, 1), []), 'div floorDiv mod'),
  addN: (a, b) => tf.addN([a, b, a]),
  cast: (a, _, n) => tf.cast(a, n[0]! > 1 ? 'int32' : n[0]! > 0 ? 'bool' : 'float32'),
  clone: (a) => tf.clone(a),
  clipByValue: (a, _, n) => tf.clipByValue(a, n[0]!, n[1]!),
  fill: (_a, _b, n) => tf.fill(n.slice(0, 2), n[2]!, n[3]! > 0 ? 'int32' : 'float32'),
  where: (a, b, n) => tf.where(n[0]! > 2 ? tf.cast(a, 'bool') : tf.greater(a, 1), a, b),
  EluGrad: (a, b) => run('EluGrad', { dy: a, y: b }, {}),
};

const movement: Readonly<Record<string, Call>> = {
  concat: (a, b, n) => tf.concat([a, b], n[0]),
  stack: (a, b, n) => tf.stack([a, b], n[0]),
  unstack: (a, _, n) => tf.unstack(a, n[0]),
  split: (a, _, n) => tf.split(a, n[1]! > 1 ? n.slice(2, 4) : n[1]!, n[0]),
  expandDims: (a, _, n) => tf.expandDims(a, n[0]),
  reshape: (a, _, n) => tf.reshape(a, n.slice(0, 2)),
  transpose: (a, _, n) => tf.transpose(a, n.slice(0, a.rank)),
  tile: (a, _, n) => tf.tile(a, n.slice(0, n[7]! > 0 ? 2 : a.rank)),
  reverse: (a, _, n) => tf.reverse(a, n[1]! > 1 ? n.slice(2, 4) : n[0]),
  slice: (a, _, n) => tf.slice(a, n.slice(0, a.rank), n.slice(2, 2 + a.rank)),
  stridedSlice: (a, _, n) => tf.stridedSlice(a, n.slice(0, a.rank), n.slice(1, a.rank + 1), n.slice(2, a.rank + 2), n[6]! & 3, n[7]! & 3), // prettier-ignore
  pad: (a, _, n) => tf.pad(a, pads(a, n), n[6]),
  mirrorPad: (a, _, n) => tf.mirrorPad(a, pads(a, n), n[6]! > 2 ? 'symmetric' : 'reflect'),
};

/** TF.js's plain backend gives a running sum along axis -1 a shape with holes. */
const fromFront = (a: tf.Tensor, axis: number): number => (axis < 0 ? Math.max(0, axis + a.rank) : axis);

const along =
  (name: string): Call =>
  (a, _, n) =>
    tf[name as 'sum'](a, n[1]! > 1 ? n.slice(2, 4) : n[0], n[4]! > 1);

const reduction: Readonly<Record<string, Call>> = {
  ...table(along, 'all any max mean min prod sum'),
  argMax: (a, _, n) => tf.argMax(a, n[0]),
  argMin: (a, _, n) => tf.argMin(a, n[0]),
  cumsum: (a, _, n) => tf.cumsum(a, fromFront(a, n[0]!), n[1]! > 1, n[2]! > 1),
  cumprod: (a, _, n) => tf.cumprod(a, fromFront(a, n[0]!), n[1]! > 1, n[2]! > 1),
  softmax: (a, _, n) => tf.softmax(a, n[0]),
};

const conv = (a: tf.Tensor, b: tf.Tensor, n: readonly number[]): tf.Tensor =>
  tf.conv2d(four(a), four(b), count(n[0]), margin(n), 'NHWC', count(n[1]! & 1));
const maxPool = (a: tf.Tensor, n: readonly number[]): tf.Tensor =>
  tf.maxPool(four(a), count(n[0]), count(n[1]), margin(n), n[2]! > 2 ? 'ceil' : undefined);
const avgPool = (a: tf.Tensor, n: readonly number[]): tf.Tensor =>
  tf.avgPool(four(a), count(n[0]), count(n[1]), margin(n), n[2]! > 2 ? 'ceil' : undefined);
const window = (n: readonly number[]): tf.NamedAttrMap => ({
  filterSize: count(n[0]), strides: count(n[1]), pad: n[7]! > 2 ? 'same' : 'valid',
}); // prettier-ignore

const replicaWindow = (n: readonly number[]): { strides: number; pad: 'same' | 'valid' } => ({
  strides: count(n[0]! & 1),
  pad: n[7]! > 0 ? 'same' : 'valid',
});
/** The shape of an input that an output may be of. */
const near = (dy: tf.Tensor, channels: number | undefined, n: readonly number[]): number[] => [
  dy.shape[0],
  dy.shape[1]!,
  (dy.shape[2] ?? 1) + (n[1]! & 1),
  (dy.shape[3] ?? 1) + (n[2]! & 1),
  channels ?? 1,
];

const linear: Readonly<Record<string, Call>> = {
  matMul: (a, b, n) => tf.matMul(a, b, n[0] === 1, n[1] === 1),
  fusedMatMul: (a, b, n) => tf.fused.matMul({ a, b, transposeB: n[0] === 1, bias: a, activation: 'relu' }),
  fusedConv2d: (a, b, n) =>
    tf.fused.conv2d({ x: four(a), filter: four(b), strides: 1, pad: n[7]! > 0 ? 'same' : 'valid', bias: tf.ones([2]), activation: 'elu' }), // prettier-ignore
  conv2d: conv,
  conv2dGradient: (a, b, n) => tf.grads((x: tf.Tensor, f: tf.Tensor) => conv(x, f, n))([a, b]),
  replicaConv2d: (a, b, n) => replicaConv2d(a, b, { strides: count(n[0]), pad: n[7]! > 0 ? 'same' : 'valid' }), // prettier-ignore
  ReplicaConv2DBackpropInput: (dy, filter, n) =>
    replicaConv2dBackpropInput(dy, filter, { ...replicaWindow(n), inputShape: near(dy, filter.shape[3], n) }),
  ReplicaConv2DBackpropFilter: (x, dy, n) =>
    replicaConv2dBackpropFilter(x, dy, {
      ...replicaWindow(n),
      filterShape: [x.shape[0], count(n[1]), count(n[2]), x.shape[4] ?? 1, dy.shape[4] ?? 1],
    }),
  maxPool: (a, _, n) => maxPool(a, n),
  avgPool: (a, _, n) => avgPool(a, n),
  maxPoolGradient: (a, _, n) => tf.grad((x) => maxPool(x, n))(a),
  avgPoolGradient: (a, _, n) => tf.grad((x) => avgPool(x, n))(a),
  MaxPoolGrad: (a, b, n) => run('MaxPoolGrad', { dy: b, input: a, output: b }, window(n)),
  AvgPoolGrad: (a, b, n) => run('AvgPoolGrad', { dy: b, input: a }, window(n)),
};

const equations = ['ab,bc->ac', 'abc,cd->abd', 'ab,ab->', 'a,b->ab', 'ab->ba', 'abc->b', 'ab,cb->ac'];

const indexing: Readonly<Record<string, Call>> = {
  gather: (a, b, n) => tf.gather(a, tf.cast(tf.greater(b, 1), 'int32'), n[0], n[7]! > 2 ? n[1] : 0),
  gatherAny: (a, b, n) => tf.gather(a, whole(b), n[0]),
  oneHot: (a, _, n) => tf.oneHot(n[1]! > 2 ? a : whole(a), n[0]!),
  range: (_a, _b, n) => tf.range(n[0]!, n[1]!, n[2], n[3]! > 0 ? 'int32' : 'float32'),
  unsortedSegmentSum: (a, b, n) => tf.unsortedSegmentSum(a, whole(b) as tf.Tensor1D, n[0]!),
  einsum: (a, b, n) => {
    const equation = equations[n[0]! + 2]!;
    return tf.einsum(equation, a, ...(equation.includes(',') ? [b] : []));
  },
};

/** Calls of supported kernels, by what the message of a refusal is to name. */
export const anyCalls: Readonly<Record<string, Call>> = {
  ...elementwise,
  ...movement,
  ...reduction,
  ...linear,
  ...indexing,
};

const others: Readonly<Record<string, string>> = {
  mul: 'Multiply', div: 'RealDiv|FloorDiv|Maximum', mod: 'Maximum', floorDiv: 'Maximum', where: 'Select|BroadcastTo|Tile', stack: 'Pack', unstack: 'Unpack',
  pad: 'PadV2', slice: 'Slice', fusedMatMul: 'MatMul|Add|Reshape', fusedConv2d: 'Conv2D|Add', conv2dGradient: 'Conv2D',
  maxPoolGradient: 'MaxPool', avgPoolGradient: 'AvgPool', gatherAny: 'Gather', equal: 'Equal', softmax: 'Softmax|softmax',
  addN: 'Add', clipByValue: 'Fill', unsortedSegmentSum: 'SegmentSum', expandDims: 'Reshape', einsum: 'BatchMatMul',
}; // prettier-ignore

/** Whether a message names what was called, as TF.js or as its kernel. */
export function namesCall(message: string, call: string): boolean {
  const names = others[call] === undefined ? call : `${call}|${others[call]}`;
  return new RegExp(`(op \\w*|failed at \\S*|^)(${names})`, 'i').test(message);
}
