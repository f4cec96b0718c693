import * as tf from '@tensorflow/tfjs-core';
import { replicaConv2d } from '#ops';
import { replicaConv2dBackpropFilter, replicaConv2dBackpropInput } from '../../../src/ops/replica-conv2d.ts';
import { type Domain, symmetric } from '../trial.ts';

type Op = (...operands: tf.Tensor[]) => tf.Tensor;
type Shapes = readonly (readonly number[])[];

/** How a kernel is differentiated in the sweep. */
export interface GradientCall {
  readonly call: Op;
  /** Shapes of the operands, one list for each trial. The first has an axis of rows in front of every operand. */
  readonly trials: readonly Shapes[];
  /** Where the values of each operand lie; the last counts for all that follow. */
  readonly domains: readonly Domain[];
  /** Operands that have the axis of rows; the others are shared by all rows. */
  readonly rowOperands: number;
}

/** Kernels that cannot be differentiated: those without operands, and those of which nobody has a gradient. */
export type NoGradient =
  { readonly without: 'operands' } | { readonly without: 'gradient'; readonly call: Op };

const noOperands: NoGradient = { without: 'operands' };
const none = (call: Op): NoGradient => ({ without: 'gradient', call });
const second = (op: Op): NoGradient => none((x) => tf.grad((y) => op(y))(x));

function given(
  call: Op,
  trials: readonly Shapes[],
  domains: readonly Domain[] = [symmetric],
  rowOperands = 9,
): GradientCall {
  return { call, trials, domains, rowOperands };
}

const unary = (op: Op, domain?: Domain): GradientCall =>
  given(op, [[[2, 3]], [[]], [[2, 1, 2]]], domain && [domain]);

/** Equal shapes, and every way in which one operand, or each, is repeated. */
const pairs: readonly Shapes[] = [
  [[2, 3], [2, 3]], [[2, 3], [3]], [[2, 1], [2, 3]], [[1, 3], [2, 1]], [[], [2, 3]], [[2, 3], [1, 1]], [[3], [2, 1, 2, 1]],
]; // prettier-ignore
const binary = (op: Op, ...domains: Domain[]): GradientCall =>
  given(op, pairs, domains.length > 0 ? domains : [symmetric]);
const truth = (x: tf.Tensor): tf.Tensor => tf.greater(x, 0);

/** All that is of one row in one axis. */
const rows = (y: tf.Tensor): tf.Tensor => tf.reshape(y, [y.shape[0], -1]);
const along: readonly Shapes[] = [[[2, 3]], [[2, 3, 2]]];
const reduction = (reduce: (x: tf.Tensor, axis: number, keep: boolean) => tf.Tensor): GradientCall =>
  given((x) => tf.concat([rows(reduce(x, 1, false)), rows(reduce(x, 1, true))], 1), along);

const last = (op: Op, domain?: Domain): GradientCall => given(op, along, domain && [domain]);
const image: readonly Shapes[] = [[[2, 3, 3, 1]], [[1, 2, 4, 2]]];
const indices = (...values: number[]): tf.Tensor1D => tf.tensor1d(values, 'int32');
const as4 = (x: tf.Tensor): tf.Tensor4D => x as tf.Tensor4D;
const maxPool: Op = (x) => tf.maxPool(as4(x), 2, 1, 'same');
const avgPool: Op = (x) => tf.avgPool(as4(x), 2, 1, 'same');
const convolution: Op = (x, filter) => tf.conv2d(as4(x), as4(filter), 1, 'same');
const same = { strides: 1, pad: 'same' } as const;
const replicaMap = [2, 1, 2, 2, 1];
const replicaFilter = [2, 2, 2, 1, 2];
const replicaResult = [2, 1, 2, 2, 2];

const positive: Domain = { low: 0.5, high: 4 };
const unit: Domain = { low: -0.85, high: 0.85 };
/** Quotients lie between whole numbers. */
const [dividends, divisors]: Domain[] = [
  { low: -0.9, high: 0.9 },
  { low: 1, high: 3 },
];

const elementwise: Readonly<Record<string, GradientCall>> = {
  Abs: unary((x) => tf.abs(x)),
  Acos: unary((x) => tf.acos(x), unit),
  Acosh: unary((x) => tf.acosh(x), { low: 1.25, high: 5 }),
  Asin: unary((x) => tf.asin(x), unit),
  Asinh: unary((x) => tf.asinh(x)),
  Atan: unary((x) => tf.atan(x)),
  Atanh: unary((x) => tf.atanh(x), { low: -0.75, high: 0.75 }),
  Cast: unary((x) => tf.add(tf.cast(tf.cast(x, 'int32'), 'float32'), tf.cast(truth(x), 'float32'))),
  Ceil: unary((x) => tf.ceil(x)),
  ClipByValue: unary((x) => tf.clipByValue(x, -1, 2)),
  Cos: unary((x) => tf.cos(x)),
  Cosh: unary((x) => tf.cosh(x)),
  Elu: unary((x) => tf.elu(x)),
  Erf: unary((x) => tf.erf(x)),
  Exp: unary((x) => tf.exp(x)),
  Expm1: unary((x) => tf.expm1(x)),
  Floor: unary((x) => tf.floor(x)),
  Identity: unary((x) => tf.clone(x)),
  IsFinite: unary((x) => tf.isFinite(x)),
  IsInf: unary((x) => tf.isInf(x)),
  IsNan: unary((x) => tf.isNaN(x)),
  LeakyRelu: unary((x) => tf.leakyRelu(x, 0.2)),
  Log: unary((x) => tf.log(x), positive),
  Log1p: unary((x) => tf.log1p(x), { low: -0.5, high: 4 }),
  LogicalNot: unary((x) => tf.logicalNot(truth(x))),
  Neg: unary((x) => tf.neg(x)),
  OnesLike: unary((x) => tf.onesLike(x)),
  Reciprocal: unary((x) => tf.reciprocal(x), positive),
  Relu: unary((x) => tf.relu(x)),
  Relu6: unary((x) => tf.relu6(x), { low: -2, high: 8 }),
  Round: unary((x) => tf.round(x)),
  Rsqrt: unary((x) => tf.rsqrt(x), positive),
  Selu: unary((x) => tf.selu(x)),
  Sigmoid: unary((x) => tf.sigmoid(x)),
  Sign: unary((x) => tf.sign(x)),
  Sin: unary((x) => tf.sin(x)),
  Sinh: unary((x) => tf.sinh(x)),
  Softplus: unary((x) => tf.softplus(x)),
  Sqrt: unary((x) => tf.sqrt(x), positive),
  Square: unary((x) => tf.square(x)),
  Step: unary((x) => tf.step(x, 0.5)),
  Tan: unary((x) => tf.tan(x), { low: -1, high: 1 }),
  Tanh: unary((x) => tf.tanh(x)),
  ZerosLike: unary((x) => tf.zerosLike(x)),
  Add: binary((a, b) => tf.add(a, b)),
  AddN: given(
    (a, b, c) => tf.addN([a, b, c]),
    [
      [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    ],
  ),
  Equal: binary((a, b) => tf.equal(a, b)),
  FloorDiv: binary((a, b) => tf.floorDiv(a, b), dividends!, divisors!),
  Greater: binary((a, b) => tf.greater(a, b)),
  GreaterEqual: binary((a, b) => tf.greaterEqual(a, b)),
  Less: binary((a, b) => tf.less(a, b)),
  LessEqual: binary((a, b) => tf.lessEqual(a, b)),
  LogicalAnd: binary((a, b) => tf.logicalAnd(truth(a), truth(b))),
  LogicalOr: binary((a, b) => tf.logicalOr(truth(a), truth(b))),
  Maximum: binary((a, b) => tf.maximum(a, b)),
  Minimum: binary((a, b) => tf.minimum(a, b)),
  Mod: binary((a, b) => tf.mod(a, b), dividends!, divisors!),
  Multiply: binary((a, b) => tf.mul(a, b)),
  NotEqual: binary((a, b) => tf.notEqual(a, b)),
  Atan2: binary((a, b) => tf.atan2(a, b), symmetric, positive),
  Pow: binary((a, b) => tf.pow(a, b), positive, symmetric),
  Prelu: binary((x, alpha) => tf.prelu(x, alpha)),
  RealDiv: binary((a, b) => tf.div(a, b), symmetric, positive),
  Select: given((c, a, b) => tf.where(truth(c), a, b), [
    ...pairs.map(([a, b]) => [a!, a!, b!]), ...pairs.map(([a, b]) => [b!, a!, a!]), [[2, 3], [3], []], [[2, 1], [], [3]],
  ]), // prettier-ignore
  SquaredDifference: binary((a, b) => tf.squaredDifference(a, b)),
  Sub: binary((a, b) => tf.sub(a, b)),
};

const movement: Readonly<Record<string, GradientCall>> = {
  Concat: given(
    (a, b) => tf.concat([a, b], 1),
    [
      [
        [2, 3],
        [2, 1],
      ],
      [
        [1, 2, 2],
        [1, 1, 2],
      ],
    ],
  ),
  ExpandDims: last((x) => tf.expandDims(x, 1)),
  MirrorPad: last((x) => tf.mirrorPad(x, x.shape.map((_, axis) => (axis === 1 ? [2, 1] : [0, 0])), 'reflect')), // prettier-ignore
  Pack: given(
    (a, b) => tf.stack([a, b], 1),
    [
      [
        [2, 3],
        [2, 3],
      ],
      [[2], [2]],
    ],
  ),
  PadV2: last((x) => tf.pad(x, x.shape.map((_, axis) => (axis === 1 ? [2, 1] : [0, 0])), 0.5)), // prettier-ignore
  Reshape: last((x) => tf.reshape(x, [2, -1, 1])),
  Reverse: last((x) => tf.reverse(x, 1)),
  Slice: last((x) => tf.slice(x, x.shape.map((_, axis) => Number(axis === 1)))), // prettier-ignore
  SplitV: last((x) => tf.concat(tf.split(x, [2, 1], 1).toReversed(), 1)),
  Tile: last((x) => tf.tile(x, x.shape.map((_, axis) => (axis === 0 ? 1 : 2)))), // prettier-ignore
  Transpose: given((x) => tf.transpose(x, [0, 2, 1]), [[[2, 3, 2]], [[1, 1, 3]]]),
  Unpack: last((x) => tf.stack(tf.unstack(x, 1).toReversed(), 1)),
};

const reductions: Readonly<Record<string, GradientCall>> = {
  All: reduction((x, axis, keep) => tf.all(truth(x), axis, keep)),
  Any: reduction((x, axis, keep) => tf.any(truth(x), axis, keep)),
  ArgMax: last((x) => tf.argMax(x, 1)),
  ArgMin: last((x) => tf.argMin(x, 1)),
  Cumprod: last((x) => tf.concat([tf.cumprod(x, 1), tf.cumprod(x, 1, true, true)], 1)),
  Cumsum: last((x) => tf.concat([tf.cumsum(x, 1), tf.cumsum(x, 1, true, true)], 1)),
  Max: reduction((x, axis, keep) => tf.max(x, axis, keep)),
  Mean: reduction((x, axis, keep) => tf.mean(x, axis, keep)),
  Min: reduction((x, axis, keep) => tf.min(x, axis, keep)),
  Prod: reduction((x, axis, keep) => tf.prod(x, axis, keep)),
  Softmax: last((x) => tf.softmax(x)),
  Sum: reduction((x, axis, keep) => tf.sum(x, axis, keep)),
};

const products: readonly Shapes[] = [
  [[2, 2, 3], [2, 3, 2]], [[2, 3], [3, 2]], [[2, 2, 3], [3, 2]], [[2, 3], [2, 3, 2]], [[1, 2, 3], [2, 3, 2]],
  [[2, 2, 3], [1, 3, 2]], [[2, 1, 1, 3], [1, 2, 3, 1]],
]; // prettier-ignore

const linear: Readonly<Record<string, GradientCall | NoGradient>> = {
  AvgPool: given(avgPool, image),
  AvgPoolGrad: second(avgPool),
  BatchMatMul: given((a, b) => tf.matMul(a, b), products),
  Conv2D: given(convolution, [[[2, 3, 3, 1], [2, 2, 1, 2]], [[1, 2, 3, 2], [1, 2, 2, 1]]], undefined, 1),
  Conv2DBackpropFilter: none((x, filter) => tf.grad((own) => convolution(x, own))(filter)),
  Conv2DBackpropInput: given((dy, filter) => tf.conv2dTranspose(as4(dy), as4(filter), [2, 3, 3, 1], 1, 'same'),
    [[[2, 3, 3, 2], [2, 2, 1, 2]]], undefined, 1), // prettier-ignore
  FusedConv2D: given((x, filter, bias) => tf.fused.conv2d({ x: as4(x), filter: as4(filter), strides: 1, pad: 'same', bias: bias }),
    [[[2, 2, 3, 1], [2, 2, 1, 2], [2]]], undefined, 1), // prettier-ignore
  MaxPool: given(maxPool, image),
  MaxPoolGrad: second(maxPool),
  ReplicaConv2D: given((x, filter) => replicaConv2d(x, filter, same), [[replicaMap, replicaFilter]]),
  ReplicaConv2DBackpropFilter: given((x, dy) => replicaConv2dBackpropFilter(x, dy, { ...same, filterShape: replicaFilter }),
    [[replicaMap, replicaResult]]), // prettier-ignore
  ReplicaConv2DBackpropInput: given((dy, filter) => replicaConv2dBackpropInput(dy, filter, { ...same, inputShape: replicaMap }),
    [[replicaResult, replicaFilter]]), // prettier-ignore
  _FusedMatMul: given((a, b, bias) => tf.fused.matMul({ a: a, b: b, bias: bias }), [[[2, 3], [3, 2], [2]]], undefined, 1),
}; // prettier-ignore

const indexing: Readonly<Record<string, GradientCall>> = {
  GatherV2: given((x) => tf.concat([tf.gather(x, indices(2, 0, 2), 1), tf.gather(x, tf.tensor2d([1, 1, 0, 1], [2, 2], 'int32'), 1, 1)], 1),
    along), // prettier-ignore
  OneHot: last((x) => tf.oneHot(tf.cast(x, 'int32'), 3)),
  UnsortedSegmentSum: last((x) => tf.unsortedSegmentSum(x, indices(0, 1), 2)),
};

const einsum: Readonly<Record<string, GradientCall>> = {
  Einsum: given((a, b) => tf.concat(['bij,bjk->bik', 'bij,bjk->bk'].map((equation) => rows(tf.einsum(equation, a, b))), 1),
    [[[2, 2, 3], [2, 3, 2]], [[1, 3, 1], [1, 1, 2]]]), // prettier-ignore
};

/** A call for every kernel that steps are traced with. */
export const gradientCalls: Readonly<Record<string, GradientCall | NoGradient>> = {
  ...elementwise,
  EluGrad: second((x) => tf.elu(x)),
  Fill: noOperands,
  Range: noOperands,
  ...movement,
  StridedSlice: none((x) => tf.stridedSlice(x, [0], [2], [2])),
  ...reductions,
  ...linear,
  ...indexing,
  ...einsum,
};
