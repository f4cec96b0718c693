// @ts-nocheck
// The gradients and chained ops of @tensorflow/tfjs-core 4.22.0, Copyright Google LLC, Apache License 2.0
// (http://www.apache.org/licenses/LICENSE-2.0), put into one module: Node cannot load its own, which name each other
// without endings. Written by `npx vitest run --project unit -u tests/ops/tfjs-registrations.test.ts`.
/// <reference types="long" preserve="true" />
/// <reference types="@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js" preserve="true" />
import '@tensorflow/tfjs-backend-cpu';

import {
  Abs,
  Acos,
  Acosh,
  Add,
  AddN,
  ArgMax,
  ArgMin,
  Asin,
  Asinh,
  Atan,
  Atan2,
  Atanh,
  AvgPool,
  AvgPool3D,
  AvgPool3DGrad,
  AvgPoolGrad,
  BatchMatMul,
  BatchToSpaceND,
  BroadcastTo,
  Cast,
  Ceil,
  ClipByValue,
  ComplexAbs,
  Concat,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  Conv3D,
  Conv3DBackpropFilterV2,
  Conv3DBackpropInputV2,
  Cos,
  Cosh,
  Cumsum,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  Dilation2D,
  Dilation2DBackpropFilter,
  Dilation2DBackpropInput,
  Elu,
  EluGrad,
  Erf,
  Exp,
  ExpandDims,
  Expm1,
  Floor,
  FloorDiv,
  FusedBatchNorm,
  GatherV2,
  GreaterEqual,
  Identity,
  IsFinite,
  IsInf,
  IsNan,
  LRN,
  LRNGrad,
  LeakyRelu,
  Log,
  Log1p,
  LogSoftmax,
  Max,
  MaxPool,
  MaxPool3D,
  MaxPool3DGrad,
  MaxPoolGrad,
  Maximum,
  Mean,
  Min,
  Minimum,
  MirrorPad,
  Mod,
  Multiply,
  Neg,
  OneHot,
  OnesLike,
  Pack,
  PadV2,
  Pow,
  Prelu,
  Prod,
  RealDiv,
  Reciprocal,
  Relu,
  Relu6,
  Reshape,
  ResizeBilinear,
  ResizeBilinearGrad,
  ResizeNearestNeighbor,
  ResizeNearestNeighborGrad,
  Reverse,
  Round,
  Rsqrt,
  Select,
  Selu,
  Sigmoid,
  Sign,
  Sin,
  Sinh,
  Slice,
  Softmax,
  Softplus,
  SpaceToBatchND,
  SplitV,
  Sqrt,
  Square,
  SquaredDifference,
  Step,
  Sub,
  Sum,
  Tan,
  Tanh,
  Tensor,
  Tile,
  Transpose,
  Unpack,
  UnsortedSegmentSum,
  ZerosLike,
  abs,
  acos,
  acosh,
  add,
  all,
  all as all2,
  any,
  any as any2,
  argMax,
  argMax as argMax2,
  argMin,
  argMin as argMin2,
  asin,
  asinh,
  atan,
  atan2,
  atan2 as atan22,
  atanh,
  avgPool,
  avgPool as avgPool2,
  backend_util,
  backend_util as backend_util2,
  backend_util as backend_util3,
  backend_util as backend_util4,
  batchNorm,
  batchNorm as batchNorm2,
  batchToSpaceND,
  broadcastTo,
  broadcastTo as broadcastTo2,
  broadcast_util,
  buffer,
  cast,
  cast as cast2,
  ceil,
  clipByValue,
  clone,
  concat,
  conv1d,
  conv1d as conv1d2,
  conv2d,
  conv2dTranspose,
  conv2dTranspose as conv2dTranspose2,
  cos,
  cos as cos2,
  cosh,
  cosh as cosh2,
  cumprod,
  cumsum,
  depthToSpace,
  depthToSpace as depthToSpace2,
  depthwiseConv2d,
  depthwiseConv2d as depthwiseConv2d2,
  dilation2d,
  dilation2d as dilation2d2,
  div,
  divNoNan,
  divNoNan as divNoNan2,
  dot,
  dot as dot2,
  elu,
  elu as elu2,
  engine,
  equal,
  erf,
  euclideanNorm,
  euclideanNorm as euclideanNorm2,
  exp,
  exp as exp2,
  expandDims,
  expm1,
  fft,
  floor,
  floor as floor2,
  floorDiv,
  floorDiv as floorDiv2,
  gather,
  greater,
  greaterEqual,
  ifft,
  irfft,
  isFinite as isFinite2,
  isInf,
  isNaN as isNaN2,
  leakyRelu,
  leakyRelu as leakyRelu2,
  less,
  lessEqual,
  localResponseNormalization,
  localResponseNormalization as localResponseNormalization2,
  log,
  log as log2,
  log1p,
  logSigmoid,
  logSoftmax,
  logSumExp,
  logSumExp as logSumExp2,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalOr as logicalOr2,
  logicalXor,
  logicalXor as logicalXor2,
  matMul,
  max,
  max as max2,
  maxPool,
  maxPool as maxPool2,
  maximum,
  mean,
  mean as mean2,
  min,
  min as min2,
  minimum,
  minimum as minimum2,
  mirrorPad,
  mirrorPad as mirrorPad2,
  mod,
  mod as mod2,
  mul,
  neg,
  neg as neg2,
  norm,
  notEqual,
  notEqual as notEqual2,
  oneHot,
  oneHot as oneHot2,
  ones,
  onesLike,
  op,
  pad,
  pool,
  pool as pool2,
  pow,
  prelu,
  prelu as prelu2,
  prod,
  prod as prod2,
  reciprocal,
  registerGradient,
  relu,
  relu as relu2,
  relu6,
  relu6 as relu62,
  reshape,
  reverse,
  rfft,
  round,
  rsqrt,
  rsqrt as rsqrt2,
  scalar,
  selu,
  selu as selu2,
  separableConv2d,
  separableConv2d as separableConv2d2,
  sigmoid,
  sigmoid as sigmoid2,
  sign,
  sin,
  sin as sin2,
  sinh,
  sinh as sinh2,
  slice,
  slice as slice2,
  slice_util,
  softmax,
  softplus,
  spaceToBatchND,
  split,
  sqrt,
  sqrt as sqrt2,
  square,
  square as square2,
  squaredDifference,
  squaredDifference as squaredDifference2,
  squeeze,
  squeeze as squeeze2,
  stack,
  step,
  step as step2,
  stridedSlice,
  string,
  sub,
  sum,
  tan,
  tanh,
  tensor,
  tile,
  topk,
  topk as topk2,
  transpose,
  unique,
  unique as unique2,
  unsortedSegmentSum,
  unstack,
  util,
  where,
  zeros,
  zerosLike,
  zerosLike as zerosLike2,
} from '@tensorflow/tfjs-core';

var absGradConfig = {
  kernelName: Abs,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(dy, step(cast(x, 'float32'), -1)) };
  },
};

var acosGradConfig = {
  kernelName: Acos,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return {
      x: () => {
        const a = square(cast(x, 'float32'));
        const b = sqrt(sub(scalar(1), a));
        return neg(div(dy, b));
      },
    };
  },
};

var acoshGradConfig = {
  kernelName: Acosh,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return {
      x: () => {
        const a = sqrt(sub(square(cast(x, 'float32')), 1));
        return div(dy, a);
      },
    };
  },
};

var assertAndGetBroadcastShape = broadcast_util.assertAndGetBroadcastShape;
var getReductionAxes = broadcast_util.getReductionAxes;

var addGradConfig = {
  kernelName: Add,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      let res = dy;
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, a.shape);
    };
    const derB = () => {
      let res = dy;
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, b.shape);
    };
    return { a: derA, b: derB };
  },
};

var addNGradConfig = {
  kernelName: AddN,
  saveAllInputs: true,
  gradFunc: (dy, saved) => {
    const ders = {};
    saved.forEach((_, i) => {
      ders[i] = () => dy.clone();
    });
    return ders;
  },
};

var argMaxGradConfig = {
  kernelName: ArgMax,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => zerosLike(x) };
  },
};

var argMinGradConfig = {
  kernelName: ArgMin,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => zerosLike(x) };
  },
};

var asinGradConfig = {
  kernelName: Asin,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div(dy, sqrt(sub(scalar(1), square(cast(x, 'float32'))))) };
  },
};

var asinhGradConfig = {
  kernelName: Asinh,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return {
      x: () => {
        const a = sqrt(add(scalar(1), square(cast(x, 'float32'))));
        return div(dy, a);
      },
    };
  },
};

var atan2GradConfig = {
  kernelName: Atan2,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const d = add(square(a), square(b));
      let res = mul(dy, div(b, d));
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, a.shape);
    };
    const derB = () => {
      const d = add(square(a), square(b));
      let res = neg(mul(dy, div(a, d)));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, b.shape);
    };
    return { a: derA, b: derB };
  },
};

var atanGradConfig = {
  kernelName: Atan,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div(dy, add(square(cast(x, 'float32')), 1)) };
  },
};

var atanhGradConfig = {
  kernelName: Atanh,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div(dy, sub(scalar(1), square(cast(x, 'float32')))) };
  },
};

var ENGINE = engine();

function bytesPerElement(dtype) {
  if (dtype === 'float32' || dtype === 'int32') {
    return 4;
  } else if (dtype === 'complex64') {
    return 8;
  } else if (dtype === 'bool') {
    return 1;
  } else {
    throw new Error(`Unknown dtype ${dtype}`);
  }
}

function env() {
  return ENV;
}
var ENV = null;

var getGlobalTensorClass = () => Tensor;

var Rank;
(function (Rank3) {
  Rank3['R0'] = 'R0';
  Rank3['R1'] = 'R1';
  Rank3['R2'] = 'R2';
  Rank3['R3'] = 'R3';
  Rank3['R4'] = 'R4';
  Rank3['R5'] = 'R5';
  Rank3['R6'] = 'R6';
})(Rank || (Rank = {}));
var UpcastInt32AndMap;
(function (UpcastInt32AndMap2) {
  UpcastInt32AndMap2['float32'] = 'float32';
  UpcastInt32AndMap2['int32'] = 'int32';
  UpcastInt32AndMap2['bool'] = 'int32';
  UpcastInt32AndMap2['complex64'] = 'complex64';
})(UpcastInt32AndMap || (UpcastInt32AndMap = {}));
var UpcastBoolAndMap;
(function (UpcastBoolAndMap2) {
  UpcastBoolAndMap2['float32'] = 'float32';
  UpcastBoolAndMap2['int32'] = 'int32';
  UpcastBoolAndMap2['bool'] = 'bool';
  UpcastBoolAndMap2['complex64'] = 'complex64';
})(UpcastBoolAndMap || (UpcastBoolAndMap = {}));
var UpcastFloat32AndMap;
(function (UpcastFloat32AndMap2) {
  UpcastFloat32AndMap2['float32'] = 'float32';
  UpcastFloat32AndMap2['int32'] = 'float32';
  UpcastFloat32AndMap2['bool'] = 'float32';
  UpcastFloat32AndMap2['complex64'] = 'complex64';
})(UpcastFloat32AndMap || (UpcastFloat32AndMap = {}));
var UpcastComplex64AndMap;
(function (UpcastComplex64AndMap2) {
  UpcastComplex64AndMap2['float32'] = 'complex64';
  UpcastComplex64AndMap2['int32'] = 'complex64';
  UpcastComplex64AndMap2['bool'] = 'complex64';
  UpcastComplex64AndMap2['complex64'] = 'complex64';
})(UpcastComplex64AndMap || (UpcastComplex64AndMap = {}));
function isWebGLData(values) {
  return (
    values != null &&
    typeof values === 'object' &&
    'texture' in values &&
    values.texture instanceof WebGLTexture
  );
}
function isWebGPUData(values) {
  return (
    typeof GPUBuffer !== 'undefined' &&
    values != null &&
    typeof values === 'object' &&
    'buffer' in values &&
    values.buffer instanceof GPUBuffer
  );
}

var assert = util.assert;
var flatten = util.flatten;
var inferDtype = util.inferDtype;
var isTypedArray = util.isTypedArray;
var parseAxisParam = util.parseAxisParam;
var sizeFromShape = util.sizeFromShape;
var toTypedArray = util.toTypedArray;

function inferShape(val, dtype) {
  let firstElem = val;
  if (isTypedArray(val)) {
    return dtype === 'string' ? [] : [val.length];
  }
  if (isWebGLData(val)) {
    const usedChannels = val.channels || 'RGBA';
    return [val.height, val.width * usedChannels.length];
  } else if (isWebGPUData(val)) {
    return [val.buffer.size / (dtype == null ? 4 : bytesPerElement(dtype))];
  }
  if (!Array.isArray(val)) {
    return [];
  }
  const shape = [];
  while (Array.isArray(firstElem) || (isTypedArray(firstElem) && dtype !== 'string')) {
    shape.push(firstElem.length);
    firstElem = firstElem[0];
  }
  if (Array.isArray(val) && env().getBool('TENSORLIKE_CHECK_SHAPE_CONSISTENCY')) {
    deepAssertShapeConsistency(val, shape, []);
  }
  return shape;
}
function deepAssertShapeConsistency(val, shape, indices) {
  indices = indices || [];
  if (!Array.isArray(val) && !isTypedArray(val)) {
    assert(
      shape.length === 0,
      () =>
        `Element arr[${indices.join('][')}] is a primitive, but should be an array/TypedArray of ${shape[0]} elements`,
    );
    return;
  }
  assert(
    shape.length > 0,
    () =>
      `Element arr[${indices.join('][')}] should be a primitive, but is an array of ${val.length} elements`,
  );
  assert(
    val.length === shape[0],
    () =>
      `Element arr[${indices.join('][')}] should have ${shape[0]} elements, but has ${val.length} elements`,
  );
  const subShape = shape.slice(1);
  for (let i = 0; i < val.length; ++i) {
    deepAssertShapeConsistency(val[i], subShape, indices.concat(i));
  }
}
function assertDtype(expectedDtype, actualDType, argName, functionName) {
  if (expectedDtype === 'string_or_numeric') {
    return;
  }
  if (expectedDtype == null) {
    throw new Error(`Expected dtype cannot be null.`);
  }
  if (
    (expectedDtype !== 'numeric' && expectedDtype !== actualDType) ||
    (expectedDtype === 'numeric' && actualDType === 'string')
  ) {
    throw new Error(
      `Argument '${argName}' passed to '${functionName}' must be ${expectedDtype} tensor, but got ${actualDType} tensor`,
    );
  }
}
function convertToTensor(x, argName, functionName, parseAsDtype = 'numeric') {
  if (x instanceof getGlobalTensorClass()) {
    assertDtype(parseAsDtype, x.dtype, argName, functionName);
    return x;
  }
  let inferredDtype = inferDtype(x);
  if (inferredDtype !== 'string' && ['bool', 'int32', 'float32'].indexOf(parseAsDtype) >= 0) {
    inferredDtype = parseAsDtype;
  }
  assertDtype(parseAsDtype, inferredDtype, argName, functionName);
  if (
    x == null ||
    (!isTypedArray(x) &&
      !Array.isArray(x) &&
      typeof x !== 'number' &&
      typeof x !== 'boolean' &&
      typeof x !== 'string')
  ) {
    const type = x == null ? 'null' : x.constructor.name;
    throw new Error(
      `Argument '${argName}' passed to '${functionName}' must be a Tensor or TensorLike, but got '${type}'`,
    );
  }
  const inferredShape = inferShape(x, inferredDtype);
  if (!isTypedArray(x) && !Array.isArray(x)) {
    x = [x];
  }
  const skipTypedArray = true;
  const values = inferredDtype !== 'string' ? toTypedArray(x, inferredDtype) : flatten(x, [], skipTypedArray);
  return ENGINE.makeTensor(values, inferredShape, inferredDtype);
}

var checkPadOnDimRoundingMode = backend_util.checkPadOnDimRoundingMode;
var eitherStridesOrDilationsAreOne = backend_util.eitherStridesOrDilationsAreOne;
var tupleValuesAreOne = backend_util.tupleValuesAreOne;

function avgPool3dGrad_(dy, input, filterSize, strides, pad3, dimRoundingMode) {
  const $dy = convertToTensor(dy, 'dy', 'avgPool3dGrad');
  const $input = convertToTensor(input, 'input', 'avgPool3dGrad');
  let dy5D = $dy;
  let input5D = $input;
  let reshapedTo5D = false;
  if ($input.rank === 4) {
    reshapedTo5D = true;
    dy5D = reshape($dy, [1, $dy.shape[0], $dy.shape[1], $dy.shape[2], $dy.shape[3]]);
    input5D = reshape($input, [1, $input.shape[0], $input.shape[1], $input.shape[2], $input.shape[3]]);
  }
  assert(dy5D.rank === 5, () => `Error in avgPool3dGrad: dy must be rank 5 but got rank ${dy5D.rank}.`);
  assert(
    input5D.rank === 5,
    () => `Error in avgPool3dGrad: input must be rank 5 but got rank ${input5D.rank}.`,
  );
  checkPadOnDimRoundingMode('avgPool3dGrad', pad3, dimRoundingMode);
  const inputs = { dy: dy5D, input: input5D };
  const attrs = { filterSize, strides, pad: pad3, dimRoundingMode };
  const res = ENGINE.runKernel(AvgPool3DGrad, inputs, attrs);
  if (reshapedTo5D) {
    return reshape(res, [res.shape[1], res.shape[2], res.shape[3], res.shape[4]]);
  }
  return res;
}
var avgPool3dGrad = /* @__PURE__ */ op({ avgPool3dGrad_ });

var avgPool3DGradConfig = {
  kernelName: AvgPool3D,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { filterSize, strides, pad: pad3, dimRoundingMode } = attrs;
    return {
      x: () => avgPool3dGrad(dy, x, filterSize, strides, pad3, dimRoundingMode),
    };
  },
};

function avgPoolGrad_(dy, input, filterSize, strides, pad3) {
  const $dy = convertToTensor(dy, 'dy', 'avgPoolGrad');
  const $input = convertToTensor(input, 'input', 'avgPoolGrad');
  assert(
    $input.rank === $dy.rank,
    () => `Rank of input (${$input.rank}) does not match rank of dy (${$dy.rank})`,
  );
  let input4D = $input;
  let dy4D = $dy;
  let reshapedTo4D = false;
  if ($input.rank === 3) {
    reshapedTo4D = true;
    input4D = reshape($input, [1, $input.shape[0], $input.shape[1], $input.shape[2]]);
    dy4D = reshape($dy, [1, $dy.shape[0], $dy.shape[1], $dy.shape[2]]);
  }
  assert(dy4D.rank === 4, () => `Error in avgPoolGrad: dy must be rank 4 but got rank ${dy4D.rank}.`);
  assert(
    input4D.rank === 4,
    () => `Error in avgPoolGrad: input must be rank 4 but got rank ${input4D.rank}.`,
  );
  const inputs = { dy: dy4D, input: input4D };
  const attrs = { filterSize, strides, pad: pad3 };
  const res = ENGINE.runKernel(AvgPoolGrad, inputs, attrs);
  if (reshapedTo4D) {
    return reshape(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var avgPoolGrad = /* @__PURE__ */ op({ avgPoolGrad_ });

var avgPoolGradConfig = {
  kernelName: AvgPool,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { filterSize, strides, pad: pad3 } = attrs;
    return { x: () => avgPoolGrad(dy, x, filterSize, strides, pad3) };
  },
};

var batchMatMulGradConfig = {
  kernelName: BatchMatMul,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved, attrs) => {
    const [a, b] = saved;
    const { transposeA, transposeB } = attrs;
    if (!transposeA && !transposeB) {
      return {
        a: () => matMul(dy, b, false, true),
        b: () => matMul(a, dy, true, false),
      };
    } else if (!transposeA && transposeB) {
      return {
        a: () => matMul(dy, b, false, false),
        b: () => matMul(dy, a, true, false),
      };
    } else if (transposeA && !transposeB) {
      return {
        a: () => matMul(b, dy, false, true),
        b: () => matMul(a, dy, false, false),
      };
    } else {
      return {
        a: () => matMul(b, dy, true, true),
        b: () => matMul(dy, a, true, true),
      };
    }
  },
};

var batchToSpaceNDGradConfig = {
  kernelName: BatchToSpaceND,
  gradFunc: (dy, saved, attrs) => {
    const { blockShape, crops } = attrs;
    return { x: () => spaceToBatchND(dy, blockShape, crops) };
  },
};

var broadcastToGradConfig = {
  kernelName: BroadcastTo,
  gradFunc: (dy, saved, attrs) => {
    const broadCastToAttrs = attrs;
    const inputShape = broadCastToAttrs.inputShape;
    const outputShape = broadCastToAttrs.shape;
    const reps = Array.from(outputShape);
    for (let i = inputShape.length - 1; i >= 0; i--) {
      if (inputShape[i] === outputShape[i]) {
        reps[i] = 1;
      } else if (inputShape[i] !== 1) {
        throw new Error(`broadcastTo(): [${inputShape}] cannot be broadcast to [${outputShape}].`);
      }
    }
    const axes = [];
    for (let i = 0; i < reps.length; i++) {
      if (reps[i] > 1) {
        axes.push(i);
      }
    }
    return {
      x: () =>
        sum(
          dy,
          axes,
          true,
          /* keepDims */
        ),
    };
  },
};

var castGradConfig = {
  kernelName: Cast,
  gradFunc: (dy) => {
    return { x: () => dy.clone() };
  },
};

var ceilGradConfig = {
  kernelName: Ceil,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var clipByValueGradConfig = {
  kernelName: ClipByValue,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { clipValueMin, clipValueMax } = attrs;
    return {
      x: () =>
        where(logicalAnd(greaterEqual(x, clipValueMin), lessEqual(x, clipValueMax)), dy, zerosLike(dy)),
    };
  },
};

var complexAbsGradConfig = {
  kernelName: ComplexAbs,
  inputsToSave: ['x'],
  gradFunc: absGradConfig.gradFunc,
};

var concatGradConfig = {
  kernelName: Concat,
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs) => {
    const shapes = saved.map((t) => t.shape);
    const { axis } = attrs;
    const $axis = parseAxisParam(axis, saved[0].shape)[0];
    const sizeSplits = shapes.map((s) => s[$axis]);
    const derTensors = split(dy, sizeSplits, $axis);
    return derTensors.map((t) => () => t);
  },
};

function conv2DBackpropFilter_(x, dy, filterShape, strides, pad3, dataFormat = 'NHWC', dimRoundingMode) {
  let x4D = x;
  if (x.rank === 3) {
    x4D = reshape(x, [1, x.shape[0], x.shape[1], x.shape[2]]);
  }
  let dy4D = dy;
  if (dy4D.rank === 3) {
    dy4D = reshape(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2]]);
  }
  assert(x4D.rank === 4, () => `Error in conv2dDerFilter: input must be rank 4, but got shape ${x4D.shape}.`);
  assert(dy4D.rank === 4, () => `Error in conv2dDerFilter: dy must be rank 4, but got shape ${dy4D.shape}.`);
  assert(
    filterShape.length === 4,
    () => `Error in conv2dDerFilter: filterShape must be length 4, but got ${filterShape}.`,
  );
  const inDepth = dataFormat === 'NHWC' ? x4D.shape[3] : x4D.shape[1];
  const outDepth = dataFormat === 'NHWC' ? dy4D.shape[3] : dy4D.shape[1];
  assert(
    inDepth === filterShape[2],
    () =>
      `Error in conv2dDerFilter: depth of input ${inDepth}) must match input depth in filter (${filterShape[2]}.`,
  );
  assert(
    outDepth === filterShape[3],
    () =>
      `Error in conv2dDerFilter: depth of dy (${outDepth}) must match output depth for filter (${filterShape[3]}).`,
  );
  checkPadOnDimRoundingMode('conv2dDerFilter', pad3, dimRoundingMode);
  const inputs = { x: x4D, dy: dy4D };
  const attrs = { strides, pad: pad3, dataFormat, dimRoundingMode, filterShape };
  return ENGINE.runKernel(Conv2DBackpropFilter, inputs, attrs);
}
var conv2DBackpropFilter = /* @__PURE__ */ op({ conv2DBackpropFilter_ });

function conv2DBackpropInput_(xShape, dy, filter, strides, pad3, dataFormat = 'NHWC', dimRoundingMode) {
  assert(
    xShape.length === dy.rank,
    () => `Length of inShape (${xShape.length}) and rank of dy (${dy.rank}) must match`,
  );
  let xShape4D = xShape;
  let dy4D = dy;
  let reshapedTo4D = false;
  if (dy.rank === 3) {
    reshapedTo4D = true;
    dy4D = reshape(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2]]);
    xShape4D = [1, xShape[0], xShape[1], xShape[2]];
  }
  assert(
    xShape4D.length === 4,
    () => `Error in conv2dDerInput: inShape must be length 4, but got length ${xShape4D.length}.`,
  );
  assert(dy4D.rank === 4, () => `Error in conv2dDerInput: dy must be rank 4, but got rank ${dy4D.rank}`);
  assert(
    filter.rank === 4,
    () => `Error in conv2dDerInput: filter must be rank 4, but got rank ${filter.rank}`,
  );
  const inDepth = dataFormat === 'NHWC' ? xShape4D[3] : xShape4D[1];
  const outDepth = dataFormat === 'NHWC' ? dy4D.shape[3] : dy4D.shape[1];
  assert(
    inDepth === filter.shape[2],
    () =>
      `Error in conv2dDerInput: depth of input (${inDepth}) must match input depth for filter ${filter.shape[2]}.`,
  );
  assert(
    outDepth === filter.shape[3],
    () =>
      `Error in conv2dDerInput: depth of output (${outDepth}) must match output depth for filter ${filter.shape[3]}.`,
  );
  checkPadOnDimRoundingMode('conv2dDerInput', pad3, dimRoundingMode);
  const inputs = { dy: dy4D, filter };
  const attrs = { strides, pad: pad3, dataFormat, dimRoundingMode, inputShape: xShape4D };
  const res = ENGINE.runKernel(Conv2DBackpropInput, inputs, attrs);
  if (reshapedTo4D) {
    return reshape(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var conv2DBackpropInput = /* @__PURE__ */ op({ conv2DBackpropInput_ });

var conv2DGradConfig = {
  kernelName: Conv2D,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, saved, attrs) => {
    const [x4D, $filter] = saved;
    const { dilations, strides, pad: pad3, dataFormat } = attrs;
    assert(
      tupleValuesAreOne(dilations),
      () =>
        `Error in gradient of conv2D: dilation rates greater than 1 are not yet supported in gradients. Got dilations '${dilations}'`,
    );
    return {
      x: () => conv2DBackpropInput(x4D.shape, dy, $filter, strides, pad3, dataFormat),
      filter: () => conv2DBackpropFilter(x4D, dy, $filter.shape, strides, pad3, dataFormat),
    };
  },
};

var conv2DBackpropInputGradConfig = {
  kernelName: Conv2DBackpropInput,
  inputsToSave: ['dy', 'filter'],
  gradFunc: (ddx, saved, attrs) => {
    const [dy, filter] = saved;
    const { strides, pad: pad3, dataFormat, dimRoundingMode } = attrs;
    return {
      dy: () => conv2d(ddx, filter, strides, pad3, dataFormat, 1, dimRoundingMode),
      filter: () => conv2DBackpropFilter(ddx, dy, filter.shape, strides, pad3, dataFormat, dimRoundingMode),
    };
  },
};

function conv3DBackpropFilter_(x, dy, filterShape, strides, pad3) {
  let x5D = x;
  if (x.rank === 4) {
    x5D = reshape(x, [1, x.shape[0], x.shape[1], x.shape[2], x.shape[3]]);
  }
  let dy5D = dy;
  if (dy5D.rank === 4) {
    dy5D = reshape(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2], dy.shape[3]]);
  }
  assert(x5D.rank === 5, () => `Error in conv3dDerFilter: input must be rank 5, but got shape ${x5D.shape}.`);
  assert(dy5D.rank === 5, () => `Error in conv3dDerFilter: dy must be rank 5, but got shape ${dy5D.shape}.`);
  assert(
    filterShape.length === 5,
    () => `Error in conv3dDerFilter: filterShape must be length 5, but got ${filterShape}.`,
  );
  assert(
    x5D.shape[4] === filterShape[3],
    () =>
      `Error in conv3dDerFilter: depth of input ${x5D.shape[4]}) must match input depth in filter (${filterShape[3]}.`,
  );
  assert(
    dy5D.shape[4] === filterShape[4],
    () =>
      `Error in conv3dDerFilter: depth of dy (${dy5D.shape[4]}) must match output depth for filter (${filterShape[4]}).`,
  );
  const inputs = { x: x5D, dy: dy5D };
  const attrs = { strides, pad: pad3, filterShape };
  return ENGINE.runKernel(Conv3DBackpropFilterV2, inputs, attrs);
}
var conv3DBackpropFilter = /* @__PURE__ */ op({ conv3DBackpropFilter_ });

function conv3DBackpropInput_(xShape, dy, filter, strides, pad3) {
  assert(
    xShape.length === dy.rank,
    () => `Length of inShape (${xShape.length}) and rank of dy (${dy.rank}) must match`,
  );
  let xShape5D = xShape;
  let dy5D = dy;
  let reshapedTo5D = false;
  if (dy.rank === 4) {
    reshapedTo5D = true;
    dy5D = reshape(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2], dy.shape[3]]);
    xShape5D = [1, xShape[0], xShape[1], xShape[2], xShape[3]];
  }
  const inDepth = xShape5D[4];
  const outDepth = dy5D.shape[4];
  assert(
    xShape5D.length === 5,
    () => `Error in conv3dDerInput: inShape must be length 5, but got length ${xShape5D.length}.`,
  );
  assert(dy5D.rank === 5, () => `Error in conv3dDerInput: dy must be rank 5, but got rank ${dy5D.rank}`);
  assert(
    filter.rank === 5,
    () => `Error in conv3dDerInput: filter must be rank 5, but got rank ${filter.rank}`,
  );
  assert(
    inDepth === filter.shape[3],
    () =>
      `Error in conv3dDerInput: depth of input (${inDepth}) must match input depth for filter ${filter.shape[3]}.`,
  );
  assert(
    outDepth === filter.shape[4],
    () =>
      `Error in conv3dDerInput: depth of output (${outDepth}) must match output depth for filter ${filter.shape[4]}.`,
  );
  const inputs = { dy: dy5D, filter };
  const attrs = { pad: pad3, strides, inputShape: xShape5D };
  const res = ENGINE.runKernel(Conv3DBackpropInputV2, inputs, attrs);
  if (reshapedTo5D) {
    return reshape(res, [res.shape[1], res.shape[2], res.shape[3], res.shape[4]]);
  }
  return res;
}
var conv3DBackpropInput = /* @__PURE__ */ op({ conv3DBackpropInput_ });

var conv3DGradConfig = {
  kernelName: Conv3D,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, saved, attrs) => {
    const { dilations, strides, pad: pad3 } = attrs;
    assert(
      tupleValuesAreOne(dilations),
      () =>
        `Error in gradient of conv3D: dilation rates greater than 1 are not yet supported in gradients. Got dilations '${dilations}'`,
    );
    const [x5D, $filter] = saved;
    return {
      x: () => conv3DBackpropInput(x5D.shape, dy, $filter, strides, pad3),
      filter: () => conv3DBackpropFilter(x5D, dy, $filter.shape, strides, pad3),
    };
  },
};

var cosGradConfig = {
  kernelName: Cos,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(neg(sin(cast(x, 'float32'))), dy) };
  },
};

var coshGradConfig = {
  kernelName: Cosh,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(sinh(cast(x, 'float32')), dy) };
  },
};

var computeOutAndReduceShapes = backend_util2.computeOutAndReduceShapes;
var expandShapeToKeepDim = backend_util2.expandShapeToKeepDim;
var getAxesPermutation = backend_util2.getAxesPermutation;
var getUndoAxesPermutation = backend_util2.getUndoAxesPermutation;

var cumsumGradConfig = {
  kernelName: Cumsum,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { axis, exclusive, reverse: reverse3 } = attrs;
    return {
      x: () => {
        const permutation = getAxesPermutation([axis], x.rank);
        let out = cumsum(dy, axis, exclusive, !reverse3);
        if (permutation != null) {
          out = transpose(out, permutation);
        }
        return out;
      },
    };
  },
};

function depthwiseConv2dNativeBackpropFilter_(
  x,
  dy,
  filterShape,
  strides,
  pad3,
  dilations = [1, 1],
  dimRoundingMode,
) {
  let x4D = x;
  if (x.rank === 3) {
    x4D = reshape(x, [1, x.shape[0], x.shape[1], x.shape[2]]);
  }
  let dy4D = dy;
  if (dy4D.rank === 3) {
    dy4D = reshape(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2]]);
  }
  const inputs = { x: x4D, dy: dy4D };
  const attrs = { strides, pad: pad3, dimRoundingMode, dilations, filterShape };
  return ENGINE.runKernel(DepthwiseConv2dNativeBackpropFilter, inputs, attrs);
}
var depthwiseConv2dNativeBackpropFilter = op({ depthwiseConv2dNativeBackpropFilter_ });

function depthwiseConv2dNativeBackpropInput_(
  xShape,
  dy,
  filter,
  strides,
  pad3,
  dilations = [1, 1],
  dimRoundingMode,
) {
  let dy4D = dy;
  let reshapedTo4D = false;
  if (dy.rank === 3) {
    reshapedTo4D = true;
    dy4D = reshape(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2]]);
  }
  const inputs = { dy: dy4D, filter };
  const attrs = { strides, pad: pad3, dimRoundingMode, dilations, inputShape: xShape };
  const res =
    // tslint:disable-next-line: no-unnecessary-type-assertion
    ENGINE.runKernel(DepthwiseConv2dNativeBackpropInput, inputs, attrs);
  if (reshapedTo4D) {
    return reshape(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var depthwiseConv2dNativeBackpropInput = op({ depthwiseConv2dNativeBackpropInput_ });

var depthwiseConv2dNativeGradConfig = {
  kernelName: DepthwiseConv2dNative,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, saved, attrs) => {
    const { dilations, strides, pad: pad3, dimRoundingMode } = attrs;
    const $dilations = dilations == null ? [1, 1] : dilations;
    assert(
      tupleValuesAreOne($dilations),
      () =>
        `Error in gradient of depthwiseConv2dNative: dilation rates greater than 1 are not yet supported. Got dilations '${$dilations}'`,
    );
    const [x, filter] = saved;
    assert(
      x.rank === 4,
      () => `Error in gradient of depthwiseConv2dNative: input must be rank 4, but got rank ${x.rank}.`,
    );
    assert(
      filter.rank === 4,
      () => `Error in gradient of depthwiseConv2dNative: filter must be rank 4, but got rank ${filter.rank}.`,
    );
    assert(
      x.shape[3] === filter.shape[2],
      () =>
        `Error in gradient of depthwiseConv2d: number of input channels (${x.shape[3]}) must match the inChannels dimension in filter ${filter.shape[2]}.`,
    );
    assert(
      eitherStridesOrDilationsAreOne(strides, $dilations),
      () =>
        `Error in gradient of depthwiseConv2d: Either strides or dilations must be  1. Got strides ${strides} and dilations '${$dilations}'.`,
    );
    checkPadOnDimRoundingMode('depthwiseConv2d', pad3, dimRoundingMode);
    return {
      x: () =>
        depthwiseConv2dNativeBackpropInput(x.shape, dy, filter, strides, pad3, $dilations, dimRoundingMode),
      filter: () =>
        depthwiseConv2dNativeBackpropFilter(x, dy, filter.shape, strides, pad3, $dilations, dimRoundingMode),
    };
  },
};

var dilation2dGradConfig = {
  kernelName: Dilation2D,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, saved, attrs) => {
    const [x, filter] = saved;
    const inputInputs = { x, filter, dy };
    const filterInputs = { x, filter, dy };
    return {
      x: () => ENGINE.runKernel(Dilation2DBackpropInput, inputInputs, attrs),
      filter: () => ENGINE.runKernel(Dilation2DBackpropFilter, filterInputs, attrs),
    };
  },
};

var eluGradConfig = {
  kernelName: Elu,
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved;
    const inputs = { dy, y };
    return { x: () => ENGINE.runKernel(EluGrad, inputs) };
  },
};

var erfGradConfig = {
  kernelName: Erf,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    const a = mul(exp(neg(square(x))), 2 / Math.sqrt(Math.PI));
    return { x: () => mul(dy, a) };
  },
};

var expGradConfig = {
  kernelName: Exp,
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved;
    return { x: () => mul(dy, y) };
  },
};

var expandDimsGradConfig = {
  kernelName: ExpandDims,
  inputsToSave: ['input'],
  gradFunc: (dy, saved) => {
    const [input] = saved;
    return { input: () => reshape(dy, input.shape) };
  },
};

var expm1GradConfig = {
  kernelName: Expm1,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(dy, exp(x)) };
  },
};

var floorGradConfig = {
  kernelName: Floor,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var floorDivGradConfig = {
  kernelName: FloorDiv,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const res = div(dy, cast(b, 'float32'));
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape(sum(res, reduceAxes), a.shape);
      }
      return res;
    };
    const derB = () => {
      let res = mul(dy, cast(a, 'float32'));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = reshape(sum(res, reduceAxes), b.shape);
      }
      const tmp = square(b);
      return neg(div(res, cast(tmp, 'float32')));
    };
    return { a: derA, b: derB };
  },
};

var fusedBatchNormGradConfig = {
  kernelName: FusedBatchNorm,
  inputsToSave: ['x', 'mean', 'variance', 'scale'],
  gradFunc: (dy, saved, attrs) => {
    const { varianceEpsilon } = attrs;
    const [x, mean3, variance, scale] = saved;
    const scaleValue = scale == null ? scalar(1) : scale;
    const reductionAxes = getReductionAxes(mean3.shape, x.shape);
    const tileShape = [];
    if (mean3.rank === 1) {
      for (let i = 0; i < x.shape.length - 1; ++i) {
        tileShape.push(x.shape[i]);
      }
      tileShape.push(1);
    }
    const xMinusMean = sub(x, mean3);
    const dyTimesScaleValue = mul(dy, scaleValue);
    const oneOverSqrtVariance = rsqrt(add(variance, scalar(varianceEpsilon)));
    const minusHalfRCube = mul(
      mul(mul(oneOverSqrtVariance, oneOverSqrtVariance), oneOverSqrtVariance),
      scalar(-0.5),
    );
    const derX = () => {
      if (mean3.rank === 1) {
        return reshape(
          mul(mul(dy, tile(reshape(oneOverSqrtVariance, [1, 1, 1, mean3.shape[0]]), tileShape)), scaleValue),
          x.shape,
        );
      } else {
        return reshape(mul(mul(dy, oneOverSqrtVariance), scaleValue), x.shape);
      }
    };
    const derMean = () => {
      let meanDer = mul(mul(oneOverSqrtVariance, scalar(-1)), dyTimesScaleValue);
      if (mean3.rank === 1) {
        meanDer = sum(meanDer, reductionAxes);
      }
      return reshape(meanDer, mean3.shape);
    };
    const derVariance = () => {
      let varianceDer = mul(mul(minusHalfRCube, xMinusMean), dyTimesScaleValue);
      if (mean3.rank === 1) {
        varianceDer = sum(varianceDer, reductionAxes);
      }
      return reshape(varianceDer, mean3.shape);
    };
    const derScale = () => {
      const xMinusMean2TimesRsqrt = mul(xMinusMean, oneOverSqrtVariance);
      let scaleDer = mul(dy, xMinusMean2TimesRsqrt);
      if (mean3.rank === 1) {
        scaleDer = sum(scaleDer, reductionAxes);
      }
      return reshape(scaleDer, mean3.shape);
    };
    const derOffset = () => {
      let offsetDer = dy;
      if (mean3.rank === 1) {
        offsetDer = sum(offsetDer, reductionAxes);
      }
      return reshape(offsetDer, mean3.shape);
    };
    return {
      x: derX,
      mean: derMean,
      variance: derVariance,
      scale: derScale,
      offset: derOffset,
    };
  },
};

var gatherGradConfig = {
  kernelName: GatherV2,
  inputsToSave: ['x', 'indices'],
  gradFunc: (dy, saved, attrs) => {
    const [x, indices] = saved;
    const { axis, batchDims } = attrs;
    const parsedAxis = parseAxisParam(axis, x.shape)[0];
    const derXBatch = (x2, indices2, dy2) => {
      return () => {
        const paramsShape = x2.shape;
        const indicesSize = indices2.size;
        const outerShape = paramsShape.slice(0, parsedAxis);
        const outerDims = outerShape.length;
        const innerShape = paramsShape.slice(axis, paramsShape.length).slice(1);
        const innerDims = innerShape.length;
        const outerAxesIndices = arrayRange(0, outerDims);
        const innerAxesIndices = arrayRange(outerDims + 1, outerDims + 1 + innerDims);
        const valuesShape = arrayConcat([outerShape, [indicesSize], innerShape]);
        const values = reshape(dy2, valuesShape);
        const reshapedIndices = reshape(indices2, [indicesSize]);
        const transposeDims = arrayConcat([[outerDims], outerAxesIndices, innerAxesIndices]);
        const valuesTranspose = transpose(values, transposeDims);
        let paramsGrad = unsortedSegmentSum(valuesTranspose, reshapedIndices, x2.shape[parsedAxis]);
        const invertTransposeDims = getUndoAxesPermutation(transposeDims);
        paramsGrad = transpose(paramsGrad, invertTransposeDims);
        return paramsGrad;
      };
    };
    if (batchDims === 1) {
      const batchSize = x.shape[0];
      const xBatch = x.split(batchSize, 0);
      const derXBatched = () => {
        const stacked = stack(
          xBatch.map((x2, i) => {
            return derXBatch(x2, indices.slice(i, 1), dy.slice(i, 1))();
          }),
        );
        return stacked.reshape(x.shape);
      };
      return { x: derXBatched, indices: () => indices };
    } else {
      return { x: derXBatch(x, indices, dy), indices: () => indices };
    }
  },
};
function arrayRange(start, stop) {
  const result = [];
  for (let i = start; i < stop; ++i) {
    result.push(i);
  }
  return result;
}
function arrayConcat(arrays) {
  const result = [];
  for (let i = 0; i < arrays.length; ++i) {
    for (let j = 0; j < arrays[i].length; ++j) {
      result.push(arrays[i][j]);
    }
  }
  return result;
}

var greaterEqualGradConfig = {
  kernelName: GreaterEqual,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    return { a: () => zerosLike(a), b: () => zerosLike(b) };
  },
};

var identityGradConfig = {
  kernelName: Identity,
  gradFunc: (dy) => {
    return { x: () => cast(dy, 'float32') };
  },
};

var isFiniteGradConfig = {
  kernelName: IsFinite,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var isInfGradConfig = {
  kernelName: IsInf,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var isNanGradConfig = {
  kernelName: IsNan,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var leakyReluGradConfig = {
  kernelName: LeakyRelu,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { alpha } = attrs;
    const mask = greater(x, 0);
    return { x: () => where(mask, dy, mul(dy, alpha)) };
  },
};

var log1pGradConfig = {
  kernelName: Log1p,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div(dy, add(x, 1)) };
  },
};

var logGradConfig = {
  kernelName: Log,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div(dy, cast(x, 'float32')) };
  },
};

var logSoftmaxGradConfig = {
  kernelName: LogSoftmax,
  inputsToSave: [],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [value] = saved;
    const { axis } = attrs;
    return {
      logits: () => {
        const keepDims = true;
        const softmax2 = exp(value);
        return sub(dy, mul(sum(dy, axis, keepDims), softmax2));
      },
    };
  },
};

function localResponseNormalizationBackprop_(x, y, dy, depthRadius = 5, bias = 1, alpha = 1, beta = 0.5) {
  const inputs = { x, y, dy };
  const attrs = { depthRadius, bias, alpha, beta };
  return ENGINE.runKernel(LRNGrad, inputs, attrs);
}
var localResponseNormalizationBackprop = op({ localResponseNormalizationBackprop_ });

var lrnGradConfig = {
  kernelName: LRN,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, y] = saved;
    const { depthRadius, bias, alpha, beta } = attrs;
    return {
      x: () => localResponseNormalizationBackprop(x, y, dy, depthRadius, bias, alpha, beta),
    };
  },
};

function gradForMinAndMax(dy, y, xOrig, origAxes) {
  if (y.rank < xOrig.rank) {
    y = reshape(y, expandShapeToKeepDim(y.shape, origAxes));
  }
  if (dy.rank < xOrig.rank) {
    dy = reshape(dy, expandShapeToKeepDim(dy.shape, origAxes));
  }
  return {
    x: () => {
      const dx = mul(dy, cast(equal(xOrig, y), dy.dtype));
      return dx;
    },
  };
}

var maxGradConfig = {
  kernelName: Max,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const maxAttrs = attrs;
    const { reductionIndices } = maxAttrs;
    const x = saved[0];
    const y = saved[1];
    const origAxes = parseAxisParam(reductionIndices, x.shape);
    const maxGrad = gradForMinAndMax(dy, y, x, origAxes);
    return {
      x: () => {
        return maxGrad['x']();
      },
    };
  },
};

var maximumGradConfig = {
  kernelName: Maximum,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const derA = () => mul(dy, cast(greaterEqual(a, b), 'float32'));
    const derB = () => mul(dy, cast(less(a, b), 'float32'));
    return { a: derA, b: derB };
  },
};

function maxPool3dGrad_(dy, input, output, filterSize, strides, pad3, dimRoundingMode) {
  const $dy = convertToTensor(dy, 'dy', 'maxPool3dGrad');
  const $input = convertToTensor(input, 'input', 'maxPool3dGrad');
  const $output = convertToTensor(output, 'output', 'maxPool3dGrad');
  let dy5D = $dy;
  let input5D = $input;
  let output5D = $output;
  let reshapedTo5D = false;
  if ($input.rank === 4) {
    reshapedTo5D = true;
    dy5D = reshape($dy, [1, $dy.shape[0], $dy.shape[1], $dy.shape[2], $dy.shape[3]]);
    input5D = reshape($input, [1, $input.shape[0], $input.shape[1], $input.shape[2], $input.shape[3]]);
    output5D = reshape($output, [1, $output.shape[0], $output.shape[1], $output.shape[2], $output.shape[3]]);
  }
  assert(dy5D.rank === 5, () => `Error in maxPool3dGrad: dy must be rank 5 but got rank ${dy5D.rank}.`);
  assert(
    input5D.rank === 5,
    () => `Error in maxPool3dGrad: input must be rank 5 but got rank ${input5D.rank}.`,
  );
  assert(
    output5D.rank === 5,
    () => `Error in maxPool3dGrad: output must be rank 5 but got rank ${output5D.rank}.`,
  );
  checkPadOnDimRoundingMode('maxPool3dGrad', pad3, dimRoundingMode);
  const inputs = { dy: dy5D, input: input5D, output: output5D };
  const attrs = { filterSize, strides, pad: pad3, dimRoundingMode };
  const res = ENGINE.runKernel(MaxPool3DGrad, inputs, attrs);
  if (reshapedTo5D) {
    return reshape(res, [res.shape[1], res.shape[2], res.shape[3], res.shape[4]]);
  }
  return res;
}
var maxPool3dGrad = /* @__PURE__ */ op({ maxPool3dGrad_ });

var maxPool3DGradConfig = {
  kernelName: MaxPool3D,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, y] = saved;
    const { filterSize, strides, pad: pad3, dimRoundingMode } = attrs;
    return {
      x: () => maxPool3dGrad(dy, x, y, filterSize, strides, pad3, dimRoundingMode),
    };
  },
};

function maxPoolGrad_(dy, input, output, filterSize, strides, pad3, dimRoundingMode) {
  const $dy = convertToTensor(dy, 'dy', 'maxPoolGrad');
  const $input = convertToTensor(input, 'input', 'maxPoolGrad');
  const $output = convertToTensor(output, 'output', 'maxPoolGrad');
  assert(
    $input.rank === $dy.rank,
    () => `Rank of input (${$input.rank}) does not match rank of dy (${$dy.rank})`,
  );
  assert($dy.rank === 4, () => `Error in maxPoolGrad: dy must be rank 4 but got rank ${$dy.rank}.`);
  assert($input.rank === 4, () => `Error in maxPoolGrad: input must be rank 4 but got rank ${$input.rank}.`);
  checkPadOnDimRoundingMode('maxPoolGrad', pad3, dimRoundingMode);
  const inputs = { dy: $dy, input: $input, output: $output };
  const attrs = { filterSize, strides, pad: pad3, dimRoundingMode };
  return ENGINE.runKernel(MaxPoolGrad, inputs, attrs);
}
var maxPoolGrad = /* @__PURE__ */ op({ maxPoolGrad_ });

var maxPoolGradConfig = {
  kernelName: MaxPool,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, y] = saved;
    const { filterSize, strides, pad: pad3 } = attrs;
    return {
      x: () => maxPoolGrad(dy, x, y, filterSize, strides, pad3),
    };
  },
};

var meanGradConfig = {
  kernelName: Mean,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { axis } = attrs;
    const axes = parseAxisParam(axis, x.shape);
    const shapes = computeOutAndReduceShapes(x.shape, axes);
    const reduceShape = shapes[1];
    const reduceSize = sizeFromShape(reduceShape);
    const derX = () => {
      const expandedDyShape = x.shape.slice();
      axes.forEach((axis2) => {
        expandedDyShape[axis2] = 1;
      });
      const expandedDy = reshape(dy, expandedDyShape);
      const res = div(mul(expandedDy, ones(x.shape, 'float32')), reduceSize);
      return res;
    };
    return { x: derX };
  },
};

var minGradConfig = {
  kernelName: Min,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const minAttrs = attrs;
    const { axis } = minAttrs;
    const [x, y] = saved;
    const origAxes = parseAxisParam(axis, x.shape);
    const minGrad = gradForMinAndMax(dy, y, x, origAxes);
    return {
      x: () => {
        return minGrad['x']();
      },
    };
  },
};

var minimumGradConfig = {
  kernelName: Minimum,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const derA = () => mul(dy, cast(lessEqual(a, b), 'float32'));
    const derB = () => mul(dy, cast(greater(a, b), 'float32'));
    return { a: derA, b: derB };
  },
};

var mirrorPadGradConfig = {
  kernelName: MirrorPad,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const x = saved[0];
    const { paddings } = attrs;
    const begin = paddings.map((p) => p[0]);
    return { x: () => slice(dy, begin, x.shape) };
  },
};

var modGradConfig = {
  kernelName: Mod,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape(sum(dy, reduceAxes), a.shape);
      }
      return dy;
    };
    const derB = () => {
      const res = mul(dy, neg(floor(div(a, b))));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape(sum(res, reduceAxes), b.shape);
      }
      return res;
    };
    return { a: derA, b: derB };
  },
};

var multiplyGradConfig = {
  kernelName: Multiply,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const res = mul(dy, cast(b, 'float32'));
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape(sum(res, reduceAxes), a.shape);
      }
      return res;
    };
    const derB = () => {
      const res = mul(dy, cast(a, 'float32'));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape(sum(res, reduceAxes), b.shape);
      }
      return res;
    };
    return { a: derA, b: derB };
  },
};

var negGradConfig = {
  kernelName: Neg,
  gradFunc: (dy) => {
    return { x: () => neg(dy) };
  },
};

var oneHotGradConfig = {
  kernelName: OneHot,
  inputsToSave: ['indices'],
  gradFunc: (dy, saved) => {
    const indices = saved[0];
    return { indices: () => zeros(indices.shape, 'float32') };
  },
};

var onesLikeGradConfig = {
  kernelName: OnesLike,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var packGradConfig = {
  kernelName: Pack,
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs) => {
    const { axis } = attrs;
    const derTensors = unstack(dy, axis);
    return derTensors.map((t) => () => t);
  },
};

var padV2GradConfig = {
  kernelName: PadV2,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const x = saved[0];
    const { paddings } = attrs;
    const begin = paddings.map((p) => p[0]);
    return { x: () => slice(dy, begin, x.shape) };
  },
};

var powGradConfig = {
  kernelName: Pow,
  inputsToSave: ['a', 'b'],
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [a, b, y] = saved;
    const base = a;
    const exp3 = b;
    const outShape = assertAndGetBroadcastShape(base.shape, exp3.shape);
    const derBase = () => {
      const expFloat = cast(exp3, 'float32');
      let res = mul(dy, mul(expFloat, pow(base, sub(expFloat, scalar(1)))));
      const reduceAxes = getReductionAxes(base.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, base.shape);
    };
    const derExp = () => {
      const condition = greater(base, 0);
      const logBase = where(condition, log(base), zerosLike(base));
      let res = mul(dy, mul(y, logBase));
      const reduceAxes = getReductionAxes(exp3.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, exp3.shape);
    };
    return { a: derBase, b: derExp };
  },
};

var preluGradConfig = {
  kernelName: Prelu,
  inputsToSave: ['x', 'alpha'],
  gradFunc: (dy, saved) => {
    const [x, alpha] = saved;
    const mask = greater(x, 0);
    return {
      x: () => where(mask, dy, mul(dy, alpha)),
      alpha: () => {
        let res = where(mask, zerosLike(dy), mul(dy, x));
        const reduceAxes = getReductionAxes(alpha.shape, dy.shape);
        if (reduceAxes.length > 0) {
          res = sum(res, reduceAxes);
        }
        return reshape(res, alpha.shape);
      },
    };
  },
};

function prodGradFn_(x, dy, axis) {
  const expandedYShape = x.shape.slice();
  expandedYShape[axis] = 1;
  const expandedDy = reshape(dy, expandedYShape);
  const xCumProd = cumprod(x, axis, true, false);
  const xCumRevProd = cumprod(x, axis, true, true);
  const dx = mul(xCumProd, xCumRevProd);
  return mul(expandedDy, dx);
}
function prodsGradFn_(x, dy, axis) {
  const xRank = x.shape.length;
  const finalProdAxis = xRank - axis.length;
  const xPermutation = backend_util3.getAxesPermutation(axis, xRank);
  let permutedX = x;
  if (xPermutation != null) {
    permutedX = transpose(x, xPermutation);
  }
  const newShape = permutedX.shape.slice();
  const removedShape = newShape.splice(xRank - axis.length, axis.length);
  const endPartShape = removedShape.reduce((p, c) => p * c, 1);
  newShape.push(endPartShape);
  const reshapedPermutedX = permutedX.reshape(newShape);
  let prodGrad = prodGradFn_(reshapedPermutedX, dy, finalProdAxis);
  prodGrad = prodGrad.reshape(permutedX.shape);
  if (xPermutation != null) {
    const undoPermutation = backend_util3.getUndoAxesPermutation(xPermutation);
    prodGrad = transpose(prodGrad, undoPermutation);
  }
  return prodGrad;
}
var prodGradConfig = {
  kernelName: Prod,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { axis } = attrs;
    let axisArr = [];
    if (axis === void 0 || axis === null) {
      axisArr = x.shape.map((_, i) => i);
    } else if (typeof axis === 'number') {
      axisArr = [axis];
    } else {
      axisArr = axis;
    }
    return { x: () => prodsGradFn_(x, dy, axisArr) };
  },
};

var divGradConfig = {
  kernelName: RealDiv,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const res = div(dy, cast(b, 'float32'));
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape(sum(res, reduceAxes), a.shape);
      }
      return res;
    };
    const derB = () => {
      let res = mul(dy, cast(a, 'float32'));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = reshape(sum(res, reduceAxes), b.shape);
      }
      const tmp = square(b);
      return neg(div(res, cast(tmp, 'float32')));
    };
    return { a: derA, b: derB };
  },
};

var reciprocalGradConfig = {
  kernelName: Reciprocal,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div(dy, neg(square(x))) };
  },
};

var relu6GradConfig = {
  kernelName: Relu6,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    const mask = mul(lessEqual(x, 6), step(x));
    return { x: () => mul(dy, cast(mask, 'float32')) };
  },
};

var reluGradConfig = {
  kernelName: Relu,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(dy, cast(step(x), 'float32')) };
  },
};

var reshapeGradConfig = {
  kernelName: Reshape,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => reshape(dy, x.shape) };
  },
};

var resizeBilinearGradConfig = {
  kernelName: ResizeBilinear,
  inputsToSave: ['images'],
  gradFunc: (dy, saved, attrs) => {
    const [images] = saved;
    const inputs = { dy, images };
    const imagesDer = () =>
      // tslint:disable-next-line: no-unnecessary-type-assertion
      ENGINE.runKernel(ResizeBilinearGrad, inputs, attrs);
    return { images: imagesDer };
  },
};

var resizeNearestNeighborGradConfig = {
  kernelName: ResizeNearestNeighbor,
  inputsToSave: ['images'],
  gradFunc: (dy, saved, attrs) => {
    const [images] = saved;
    const inputs = { dy, images };
    const imagesDer = () =>
      // tslint:disable-next-line: no-unnecessary-type-assertion
      ENGINE.runKernel(ResizeNearestNeighborGrad, inputs, attrs);
    return { images: imagesDer };
  },
};

var reverseGradConfig = {
  kernelName: Reverse,
  gradFunc: (dy, saved, attrs) => {
    const { dims } = attrs;
    const axes = parseAxisParam(dims, dy.shape);
    return { x: () => reverse(dy, axes) };
  },
};

var roundGradConfig = {
  kernelName: Round,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var rsqrtGradConfig = {
  kernelName: Rsqrt,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => neg(div(dy, mul(pow(x, 1.5), 2))) };
  },
};

var selectGradConfig = {
  kernelName: Select,
  inputsToSave: ['condition'],
  gradFunc: (dy, saved) => {
    const [condition] = saved;
    return {
      // TODO(julianoks): Return null for condition gradient
      // when backprop supports it.
      condition: () => cast(zerosLike(condition), 'float32'),
      t: () => mul(dy, cast(condition, dy.dtype)),
      e: () => mul(dy, cast(logicalNot(condition), dy.dtype)),
    };
  },
};

var SELU_SCALE = backend_util4.SELU_SCALE;
var SELU_SCALEALPHA = backend_util4.SELU_SCALEALPHA;

var seluGradConfig = {
  kernelName: Selu,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return {
      x: () => {
        const mask = greater(x, scalar(0));
        const scaleAlpha = scalar(SELU_SCALEALPHA);
        const scale = scalar(SELU_SCALE);
        const greaterThanZeroDer = mul(dy, scale);
        const lessEqualZeroDer = mul(mul(dy, scaleAlpha), exp(cast(x, 'float32')));
        return where(mask, greaterThanZeroDer, lessEqualZeroDer);
      },
    };
  },
};

var sigmoidGradConfig = {
  kernelName: Sigmoid,
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved;
    return { x: () => mul(dy, mul(y, sub(scalar(1), y))) };
  },
};

var signGradConfig = {
  kernelName: Sign,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var sinGradConfig = {
  kernelName: Sin,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(cos(cast(x, 'float32')), dy) };
  },
};

var sinhGradConfig = {
  kernelName: Sinh,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(cosh(cast(x, 'float32')), dy) };
  },
};

var parseSliceParams = slice_util.parseSliceParams;

var sliceGradConfig = {
  kernelName: Slice,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { begin, size } = attrs;
    const inputShape = x.shape;
    const [begin_, size_] = parseSliceParams(x, begin, size);
    const paddings = [];
    for (let i = 0; i < dy.rank; i++) {
      paddings.push([begin_[i], inputShape[i] - begin_[i] - size_[i]]);
    }
    return { x: () => pad(dy, paddings) };
  },
};

var softmaxGradConfig = {
  kernelName: Softmax,
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [y] = saved;
    const { dim } = attrs;
    const keepDims = true;
    const dyTimesY = mul(dy, y);
    return {
      logits: () => sub(dyTimesY, mul(sum(dyTimesY, [dim], keepDims), y)),
    };
  },
};

var softplusGradConfig = {
  kernelName: Softplus,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(dy, sigmoid(x)) };
  },
};

var spaceToBatchNDGradConfig = {
  kernelName: SpaceToBatchND,
  gradFunc: (dy, saved, attrs) => {
    const { blockShape, paddings } = attrs;
    return { x: () => batchToSpaceND(dy, blockShape, paddings) };
  },
};

var splitVGradConfig = {
  kernelName: SplitV,
  gradFunc: (dy, saved, attrs) => {
    const { axis } = attrs;
    return { x: () => concat(dy, axis) };
  },
};

var sqrtGradConfig = {
  kernelName: Sqrt,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div(dy, mul(sqrt(cast(x, 'float32')), 2)) };
  },
};

var squareGradConfig = {
  kernelName: Square,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(dy, mul(cast(x, 'float32'), 2)) };
  },
};

var squaredDifferenceGradConfig = {
  kernelName: SquaredDifference,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const two = scalar(2);
    const derA = () => mul(dy, mul(two, sub(a, b)));
    const derB = () => mul(dy, mul(two, sub(b, a)));
    return { a: derA, b: derB };
  },
};

var stepGradConfig = {
  kernelName: Step,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var subGradConfig = {
  kernelName: Sub,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      let res = dy;
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, a.shape);
    };
    const derB = () => {
      let res = dy;
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(neg(res), b.shape);
    };
    return { a: derA, b: derB };
  },
};

var sumGradConfig = {
  kernelName: Sum,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const expandedDyShape = x.shape.slice();
    const { axis } = attrs;
    const axes = parseAxisParam(axis, x.shape);
    axes.forEach((axis2) => {
      expandedDyShape[axis2] = 1;
    });
    const expandedDy = reshape(dy, expandedDyShape);
    const derX = mul(expandedDy, ones(x.shape, 'float32'));
    return { x: () => derX };
  },
};

var tanGradConfig = {
  kernelName: Tan,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div(dy, square(cos(x))) };
  },
};

var tanhGradConfig = {
  kernelName: Tanh,
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved;
    return { x: () => mul(sub(scalar(1), square(y)), dy) };
  },
};

var tileGradConfig = {
  kernelName: Tile,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { reps } = attrs;
    const derX = () => {
      let xGrad = zerosLike(x);
      if (x.rank === 1) {
        for (let i = 0; i < reps[0]; ++i) {
          xGrad = add(xGrad, slice(dy, [i * x.shape[0]], [x.shape[0]]));
        }
      } else if (x.rank === 2) {
        for (let i = 0; i < reps[0]; ++i) {
          for (let j = 0; j < reps[1]; ++j) {
            xGrad = add(xGrad, slice(dy, [i * x.shape[0], j * x.shape[1]], [x.shape[0], x.shape[1]]));
          }
        }
      } else if (x.rank === 3) {
        for (let i = 0; i < reps[0]; ++i) {
          for (let j = 0; j < reps[1]; ++j) {
            for (let k = 0; k < reps[2]; ++k) {
              xGrad = add(
                xGrad,
                slice(
                  dy,
                  [i * x.shape[0], j * x.shape[1], k * x.shape[2]],
                  [x.shape[0], x.shape[1], x.shape[2]],
                ),
              );
            }
          }
        }
      } else if (x.rank === 4) {
        for (let i = 0; i < reps[0]; ++i) {
          for (let j = 0; j < reps[1]; ++j) {
            for (let k = 0; k < reps[2]; ++k) {
              for (let l = 0; l < reps[3]; ++l) {
                xGrad = add(
                  xGrad,
                  slice(
                    dy,
                    [i * x.shape[0], j * x.shape[1], k * x.shape[2], l * x.shape[3]],
                    [x.shape[0], x.shape[1], x.shape[2], x.shape[3]],
                  ),
                );
              }
            }
          }
        }
      } else {
        throw new Error(`Gradient for tile operation is not implemented for rank-${x.rank} tensors yet.`);
      }
      return xGrad;
    };
    return { x: derX };
  },
};

var transposeGradConfig = {
  kernelName: Transpose,
  gradFunc: (dy, saved, attrs) => {
    const transposeAttrs = attrs;
    const { perm } = transposeAttrs;
    const undoPerm = getUndoAxesPermutation(perm);
    return { x: () => transpose(dy, undoPerm) };
  },
};

var unpackGradConfig = {
  kernelName: Unpack,
  gradFunc: (dy, saved, attrs) => {
    const unpackAttrs = attrs;
    const { axis } = unpackAttrs;
    return { value: () => stack(dy, axis) };
  },
};

var unsortedSegmentSumGradConfig = {
  kernelName: UnsortedSegmentSum,
  inputsToSave: ['segmentIds'],
  gradFunc: (dy, saved) => {
    const [segmentIds] = saved;
    const derX = () => {
      return gatherDropNegatives(dy, segmentIds);
    };
    return { x: derX };
  },
};
function gatherDropNegatives(x, indices) {
  const zeroClippedIndices = maximum(indices, zerosLike(indices));
  const gathered = gather(x, zeroClippedIndices);
  let isPositive = greaterEqual(indices, scalar(0, 'int32'));
  const numIters = gathered.rank - isPositive.rank;
  for (let i = 0; i < numIters; ++i) {
    isPositive = expandDims(isPositive, i + 1);
  }
  isPositive = logicalAnd(isPositive, ones(gathered.shape, 'bool'));
  const zeroSlice = zerosLike(gathered);
  return where(isPositive, gathered, zeroSlice);
}

var zerosLikeGradConfig = {
  kernelName: ZerosLike,
  gradFunc: (dy) => {
    return { x: () => zerosLike(dy) };
  },
};

var gradConfigs = [
  absGradConfig,
  acosGradConfig,
  acoshGradConfig,
  addGradConfig,
  addNGradConfig,
  argMaxGradConfig,
  argMinGradConfig,
  asinGradConfig,
  asinhGradConfig,
  atan2GradConfig,
  atanGradConfig,
  atanhGradConfig,
  avgPool3DGradConfig,
  avgPoolGradConfig,
  batchMatMulGradConfig,
  batchToSpaceNDGradConfig,
  broadcastToGradConfig,
  castGradConfig,
  ceilGradConfig,
  clipByValueGradConfig,
  complexAbsGradConfig,
  concatGradConfig,
  conv2DBackpropInputGradConfig,
  conv2DGradConfig,
  conv3DGradConfig,
  cosGradConfig,
  coshGradConfig,
  cumsumGradConfig,
  depthwiseConv2dNativeGradConfig,
  dilation2dGradConfig,
  divGradConfig,
  eluGradConfig,
  erfGradConfig,
  expGradConfig,
  expandDimsGradConfig,
  expm1GradConfig,
  floorDivGradConfig,
  floorGradConfig,
  fusedBatchNormGradConfig,
  gatherGradConfig,
  greaterEqualGradConfig,
  identityGradConfig,
  isFiniteGradConfig,
  isInfGradConfig,
  isNanGradConfig,
  leakyReluGradConfig,
  log1pGradConfig,
  logGradConfig,
  logSoftmaxGradConfig,
  lrnGradConfig,
  maxGradConfig,
  maxGradConfig,
  maximumGradConfig,
  maxPool3DGradConfig,
  maxPoolGradConfig,
  meanGradConfig,
  minGradConfig,
  minimumGradConfig,
  mirrorPadGradConfig,
  modGradConfig,
  multiplyGradConfig,
  negGradConfig,
  oneHotGradConfig,
  onesLikeGradConfig,
  packGradConfig,
  padV2GradConfig,
  padV2GradConfig,
  powGradConfig,
  preluGradConfig,
  prodGradConfig,
  reciprocalGradConfig,
  relu6GradConfig,
  reluGradConfig,
  reshapeGradConfig,
  resizeBilinearGradConfig,
  resizeNearestNeighborGradConfig,
  reverseGradConfig,
  roundGradConfig,
  rsqrtGradConfig,
  selectGradConfig,
  seluGradConfig,
  sigmoidGradConfig,
  signGradConfig,
  sinGradConfig,
  sinhGradConfig,
  sliceGradConfig,
  softmaxGradConfig,
  softplusGradConfig,
  spaceToBatchNDGradConfig,
  spaceToBatchNDGradConfig,
  splitVGradConfig,
  splitVGradConfig,
  sqrtGradConfig,
  squaredDifferenceGradConfig,
  squareGradConfig,
  stepGradConfig,
  subGradConfig,
  sumGradConfig,
  tanGradConfig,
  tanhGradConfig,
  tileGradConfig,
  transposeGradConfig,
  unpackGradConfig,
  unsortedSegmentSumGradConfig,
  zerosLikeGradConfig,
];
for (const gradientConfig of gradConfigs) {
  registerGradient(gradientConfig);
}

getGlobalTensorClass().prototype.abs = function () {
  this.throwIfDisposed();
  return abs(this);
};

getGlobalTensorClass().prototype.acos = function () {
  this.throwIfDisposed();
  return acos(this);
};

getGlobalTensorClass().prototype.acosh = function () {
  this.throwIfDisposed();
  return acosh(this);
};

getGlobalTensorClass().prototype.add = function (b) {
  this.throwIfDisposed();
  return add(this, b);
};

getGlobalTensorClass().prototype.all = function (axis, keepDims) {
  this.throwIfDisposed();
  return all2(this, axis, keepDims);
};

getGlobalTensorClass().prototype.any = function (axis, keepDims) {
  this.throwIfDisposed();
  return any2(this, axis, keepDims);
};

getGlobalTensorClass().prototype.argMax = function (axis) {
  this.throwIfDisposed();
  return argMax2(this, axis);
};

getGlobalTensorClass().prototype.argMin = function (axis) {
  this.throwIfDisposed();
  return argMin2(this, axis);
};

getGlobalTensorClass().prototype.asScalar = function () {
  this.throwIfDisposed();
  assert(this.size === 1, () => 'The array must have only 1 element.');
  return reshape(this, []);
};

getGlobalTensorClass().prototype.asType = function (dtype) {
  this.throwIfDisposed();
  return cast2(this, dtype);
};

getGlobalTensorClass().prototype.as1D = function () {
  this.throwIfDisposed();
  return reshape(this, [this.size]);
};

getGlobalTensorClass().prototype.as2D = function (rows, columns) {
  this.throwIfDisposed();
  return reshape(this, [rows, columns]);
};

getGlobalTensorClass().prototype.as3D = function (rows, columns, depth) {
  this.throwIfDisposed();
  return reshape(this, [rows, columns, depth]);
};

getGlobalTensorClass().prototype.as4D = function (rows, columns, depth, depth2) {
  this.throwIfDisposed();
  return reshape(this, [rows, columns, depth, depth2]);
};

getGlobalTensorClass().prototype.as5D = function (rows, columns, depth, depth2, depth3) {
  this.throwIfDisposed();
  return reshape(this, [rows, columns, depth, depth2, depth3]);
};

getGlobalTensorClass().prototype.asin = function () {
  this.throwIfDisposed();
  return asin(this);
};

getGlobalTensorClass().prototype.asinh = function () {
  this.throwIfDisposed();
  return asinh(this);
};

getGlobalTensorClass().prototype.atan = function () {
  this.throwIfDisposed();
  return atan(this);
};

getGlobalTensorClass().prototype.atan2 = function (b) {
  this.throwIfDisposed();
  return atan22(this, b);
};

getGlobalTensorClass().prototype.atanh = function () {
  this.throwIfDisposed();
  return atanh(this);
};

getGlobalTensorClass().prototype.avgPool = function (filterSize, strides, pad3, dimRoundingMode) {
  this.throwIfDisposed();
  return avgPool2(this, filterSize, strides, pad3, dimRoundingMode);
};

getGlobalTensorClass().prototype.batchToSpaceND = function (blockShape, crops) {
  this.throwIfDisposed();
  return batchToSpaceND(this, blockShape, crops);
};

getGlobalTensorClass().prototype.batchNorm = function (mean3, variance, offset, scale, varianceEpsilon) {
  this.throwIfDisposed();
  return batchNorm2(this, mean3, variance, offset, scale, varianceEpsilon);
};

getGlobalTensorClass().prototype.broadcastTo = function (shape) {
  this.throwIfDisposed();
  return broadcastTo2(this, shape);
};

getGlobalTensorClass().prototype.cast = function (dtype) {
  this.throwIfDisposed();
  return cast2(this, dtype);
};

getGlobalTensorClass().prototype.ceil = function () {
  this.throwIfDisposed();
  return ceil(this);
};

getGlobalTensorClass().prototype.clipByValue = function (min3, max3) {
  this.throwIfDisposed();
  return clipByValue(this, min3, max3);
};

getGlobalTensorClass().prototype.concat = function (x, axis) {
  this.throwIfDisposed();
  if (x instanceof Tensor) {
    x = [x];
  }
  return concat([this, ...x], axis);
};

getGlobalTensorClass().prototype.conv1d = function (
  filter,
  stride,
  pad3,
  dataFormat,
  dilation,
  dimRoundingMode,
) {
  this.throwIfDisposed();
  return conv1d2(this, filter, stride, pad3, dataFormat, dilation, dimRoundingMode);
};

getGlobalTensorClass().prototype.conv2dTranspose = function (
  filter,
  outputShape,
  strides,
  pad3,
  dimRoundingMode,
) {
  this.throwIfDisposed();
  return conv2dTranspose2(this, filter, outputShape, strides, pad3, dimRoundingMode);
};

getGlobalTensorClass().prototype.conv2d = function (
  filter,
  strides,
  pad3,
  dataFormat,
  dilations,
  dimRoundingMode,
) {
  this.throwIfDisposed();
  return conv2d(this, filter, strides, pad3, dataFormat, dilations, dimRoundingMode);
};

getGlobalTensorClass().prototype.cos = function () {
  this.throwIfDisposed();
  return cos2(this);
};

getGlobalTensorClass().prototype.cosh = function () {
  this.throwIfDisposed();
  return cosh2(this);
};

getGlobalTensorClass().prototype.cumprod = function (axis, exclusive, reverse3) {
  this.throwIfDisposed();
  return cumprod(this, axis, exclusive, reverse3);
};

getGlobalTensorClass().prototype.cumsum = function (axis, exclusive, reverse3) {
  this.throwIfDisposed();
  return cumsum(this, axis, exclusive, reverse3);
};

getGlobalTensorClass().prototype.depthToSpace = function (blockSize, dataFormat) {
  this.throwIfDisposed();
  return depthToSpace2(this, blockSize, dataFormat);
};

getGlobalTensorClass().prototype.depthwiseConv2d = function (
  filter,
  strides,
  pad3,
  dataFormat,
  dilations,
  dimRoundingMode,
) {
  this.throwIfDisposed();
  return depthwiseConv2d2(this, filter, strides, pad3, dataFormat, dilations, dimRoundingMode);
};

getGlobalTensorClass().prototype.dilation2d = function (filter, strides, pad3, dilations, dataFormat) {
  this.throwIfDisposed();
  return dilation2d2(this, filter, strides, pad3, dilations, dataFormat);
};

getGlobalTensorClass().prototype.divNoNan = function (b) {
  this.throwIfDisposed();
  return divNoNan2(this, b);
};

getGlobalTensorClass().prototype.div = function (b) {
  this.throwIfDisposed();
  return div(this, b);
};

getGlobalTensorClass().prototype.dot = function (b) {
  this.throwIfDisposed();
  return dot2(this, b);
};

getGlobalTensorClass().prototype.elu = function () {
  this.throwIfDisposed();
  return elu2(this);
};

getGlobalTensorClass().prototype.equal = function (b) {
  this.throwIfDisposed();
  return equal(this, b);
};

getGlobalTensorClass().prototype.erf = function () {
  this.throwIfDisposed();
  return erf(this);
};

getGlobalTensorClass().prototype.euclideanNorm = function (axis, keepDims) {
  this.throwIfDisposed();
  return euclideanNorm2(this, axis, keepDims);
};

getGlobalTensorClass().prototype.exp = function () {
  this.throwIfDisposed();
  return exp2(this);
};

getGlobalTensorClass().prototype.expandDims = function (axis) {
  this.throwIfDisposed();
  return expandDims(this, axis);
};

getGlobalTensorClass().prototype.expm1 = function () {
  this.throwIfDisposed();
  return expm1(this);
};

getGlobalTensorClass().prototype.fft = function () {
  this.throwIfDisposed();
  return fft(this);
};

getGlobalTensorClass().prototype.flatten = function () {
  this.throwIfDisposed();
  return reshape(this, [this.size]);
};

getGlobalTensorClass().prototype.floor = function () {
  this.throwIfDisposed();
  return floor2(this);
};

getGlobalTensorClass().prototype.floorDiv = function (b) {
  this.throwIfDisposed();
  return floorDiv2(this, b);
};

getGlobalTensorClass().prototype.gather = function (indices, axis, batchDims) {
  this.throwIfDisposed();
  return gather(this, indices, axis, batchDims);
};

getGlobalTensorClass().prototype.greaterEqual = function (b) {
  this.throwIfDisposed();
  return greaterEqual(this, b);
};

getGlobalTensorClass().prototype.greater = function (b) {
  this.throwIfDisposed();
  return greater(this, b);
};

getGlobalTensorClass().prototype.ifft = function () {
  this.throwIfDisposed();
  return ifft(this);
};

getGlobalTensorClass().prototype.irfft = function () {
  this.throwIfDisposed();
  return irfft(this);
};

getGlobalTensorClass().prototype.isFinite = function () {
  this.throwIfDisposed();
  return isFinite2(this);
};

getGlobalTensorClass().prototype.isInf = function () {
  this.throwIfDisposed();
  return isInf(this);
};

getGlobalTensorClass().prototype.isNaN = function () {
  this.throwIfDisposed();
  return isNaN2(this);
};

getGlobalTensorClass().prototype.leakyRelu = function (alpha) {
  this.throwIfDisposed();
  return leakyRelu2(this, alpha);
};

getGlobalTensorClass().prototype.lessEqual = function (b) {
  this.throwIfDisposed();
  return lessEqual(this, b);
};

getGlobalTensorClass().prototype.less = function (b) {
  this.throwIfDisposed();
  return less(this, b);
};

getGlobalTensorClass().prototype.localResponseNormalization = function (depthRadius, bias, alpha, beta) {
  this.throwIfDisposed();
  return localResponseNormalization2(this, depthRadius, bias, alpha, beta);
};

getGlobalTensorClass().prototype.logSigmoid = function () {
  this.throwIfDisposed();
  return logSigmoid(this);
};

getGlobalTensorClass().prototype.logSoftmax = function (axis) {
  this.throwIfDisposed();
  return logSoftmax(this, axis);
};

getGlobalTensorClass().prototype.logSumExp = function (axis, keepDims) {
  this.throwIfDisposed();
  return logSumExp2(this, axis, keepDims);
};

getGlobalTensorClass().prototype.log = function () {
  this.throwIfDisposed();
  return log2(this);
};

getGlobalTensorClass().prototype.log1p = function () {
  this.throwIfDisposed();
  return log1p(this);
};

getGlobalTensorClass().prototype.logicalAnd = function (b) {
  this.throwIfDisposed();
  return logicalAnd(this, b);
};

getGlobalTensorClass().prototype.logicalNot = function () {
  this.throwIfDisposed();
  return logicalNot(this);
};

getGlobalTensorClass().prototype.logicalOr = function (b) {
  this.throwIfDisposed();
  return logicalOr2(this, b);
};

getGlobalTensorClass().prototype.logicalXor = function (b) {
  this.throwIfDisposed();
  return logicalXor2(this, b);
};

getGlobalTensorClass().prototype.matMul = function (b, transposeA, transposeB) {
  this.throwIfDisposed();
  return matMul(this, b, transposeA, transposeB);
};

getGlobalTensorClass().prototype.maxPool = function (filterSize, strides, pad3, dimRoundingMode) {
  this.throwIfDisposed();
  return maxPool2(this, filterSize, strides, pad3, dimRoundingMode);
};

getGlobalTensorClass().prototype.max = function (axis, keepDims) {
  this.throwIfDisposed();
  return max2(this, axis, keepDims);
};

getGlobalTensorClass().prototype.maximum = function (b) {
  this.throwIfDisposed();
  return maximum(this, b);
};

getGlobalTensorClass().prototype.mean = function (axis, keepDims) {
  this.throwIfDisposed();
  return mean2(this, axis, keepDims);
};

getGlobalTensorClass().prototype.min = function (axis, keepDims) {
  this.throwIfDisposed();
  return min2(this, axis, keepDims);
};

getGlobalTensorClass().prototype.minimum = function (b) {
  this.throwIfDisposed();
  return minimum2(this, b);
};

getGlobalTensorClass().prototype.mirrorPad = function (paddings, mode) {
  this.throwIfDisposed();
  return mirrorPad2(this, paddings, mode);
};

getGlobalTensorClass().prototype.mod = function (b) {
  this.throwIfDisposed();
  return mod2(this, b);
};

getGlobalTensorClass().prototype.mul = function (b) {
  this.throwIfDisposed();
  return mul(this, b);
};

getGlobalTensorClass().prototype.neg = function () {
  this.throwIfDisposed();
  return neg2(this);
};

getGlobalTensorClass().prototype.norm = function (ord, axis, keepDims) {
  this.throwIfDisposed();
  return norm(this, ord, axis, keepDims);
};

getGlobalTensorClass().prototype.notEqual = function (b) {
  this.throwIfDisposed();
  return notEqual2(this, b);
};

getGlobalTensorClass().prototype.oneHot = function (depth, onValue = 1, offValue = 0) {
  this.throwIfDisposed();
  return oneHot2(this, depth, onValue, offValue);
};

getGlobalTensorClass().prototype.onesLike = function () {
  this.throwIfDisposed();
  return onesLike(this);
};

getGlobalTensorClass().prototype.pad = function (paddings, constantValue) {
  this.throwIfDisposed();
  return pad(this, paddings, constantValue);
};

getGlobalTensorClass().prototype.pool = function (
  windowShape,
  poolingType,
  padding,
  dilationRate,
  strides,
  dimRoundingMode,
) {
  this.throwIfDisposed();
  return pool2(this, windowShape, poolingType, padding, dilationRate, strides, dimRoundingMode);
};

getGlobalTensorClass().prototype.pow = function (exp3) {
  this.throwIfDisposed();
  return pow(this, exp3);
};

getGlobalTensorClass().prototype.prelu = function (alpha) {
  this.throwIfDisposed();
  return prelu2(this, alpha);
};

getGlobalTensorClass().prototype.prod = function (axis, keepDims) {
  this.throwIfDisposed();
  return prod2(this, axis, keepDims);
};

getGlobalTensorClass().prototype.reciprocal = function () {
  this.throwIfDisposed();
  return reciprocal(this);
};

getGlobalTensorClass().prototype.relu = function () {
  this.throwIfDisposed();
  return relu2(this);
};

getGlobalTensorClass().prototype.relu6 = function () {
  this.throwIfDisposed();
  return relu62(this);
};

getGlobalTensorClass().prototype.reshapeAs = function (x) {
  this.throwIfDisposed();
  return reshape(this, x.shape);
};

getGlobalTensorClass().prototype.reshape = function (shape) {
  this.throwIfDisposed();
  return reshape(this, shape);
};

function resizeBilinear_(images, size, alignCorners = false, halfPixelCenters = false) {
  const $images = convertToTensor(images, 'images', 'resizeBilinear');
  assert(
    $images.rank === 3 || $images.rank === 4,
    () => `Error in resizeBilinear: x must be rank 3 or 4, but got rank ${$images.rank}.`,
  );
  assert(size.length === 2, () => `Error in resizeBilinear: new shape must 2D, but got shape ${size}.`);
  assert(
    halfPixelCenters === false || alignCorners === false,
    () => `Error in resizeBilinear: If halfPixelCenters is true, alignCorners must be false.`,
  );
  let batchImages = $images;
  let reshapedTo4D = false;
  if ($images.rank === 3) {
    reshapedTo4D = true;
    batchImages = reshape($images, [1, $images.shape[0], $images.shape[1], $images.shape[2]]);
  }
  const [] = size;
  const inputs = { images: batchImages };
  const attrs = { alignCorners, halfPixelCenters, size };
  const res = ENGINE.runKernel(ResizeBilinear, inputs, attrs);
  if (reshapedTo4D) {
    return reshape(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var resizeBilinear = /* @__PURE__ */ op({ resizeBilinear_ });

getGlobalTensorClass().prototype.resizeBilinear = function (newShape2D, alignCorners, halfPixelCenters) {
  this.throwIfDisposed();
  return resizeBilinear(this, newShape2D, alignCorners, halfPixelCenters);
};

function resizeNearestNeighbor_(images, size, alignCorners = false, halfPixelCenters = false) {
  const $images = convertToTensor(images, 'images', 'resizeNearestNeighbor');
  assert(
    $images.rank === 3 || $images.rank === 4,
    () => `Error in resizeNearestNeighbor: x must be rank 3 or 4, but got rank ${$images.rank}.`,
  );
  assert(
    size.length === 2,
    () => `Error in resizeNearestNeighbor: new shape must 2D, but got shape ${size}.`,
  );
  assert(
    $images.dtype === 'float32' || $images.dtype === 'int32',
    () => '`images` must have `int32` or `float32` as dtype',
  );
  assert(
    halfPixelCenters === false || alignCorners === false,
    () => `Error in resizeNearestNeighbor: If halfPixelCenters is true, alignCorners must be false.`,
  );
  let batchImages = $images;
  let reshapedTo4D = false;
  if ($images.rank === 3) {
    reshapedTo4D = true;
    batchImages = reshape($images, [1, $images.shape[0], $images.shape[1], $images.shape[2]]);
  }
  const [] = size;
  const inputs = { images: batchImages };
  const attrs = { alignCorners, halfPixelCenters, size };
  const res = ENGINE.runKernel(ResizeNearestNeighbor, inputs, attrs);
  if (reshapedTo4D) {
    return reshape(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var resizeNearestNeighbor = /* @__PURE__ */ op({ resizeNearestNeighbor_ });

getGlobalTensorClass().prototype.resizeNearestNeighbor = function (
  newShape2D,
  alignCorners,
  halfFloatCenters,
) {
  this.throwIfDisposed();
  return resizeNearestNeighbor(this, newShape2D, alignCorners, halfFloatCenters);
};

getGlobalTensorClass().prototype.reverse = function (axis) {
  this.throwIfDisposed();
  return reverse(this, axis);
};

getGlobalTensorClass().prototype.rfft = function () {
  this.throwIfDisposed();
  return rfft(this);
};

getGlobalTensorClass().prototype.round = function () {
  this.throwIfDisposed();
  return round(this);
};

getGlobalTensorClass().prototype.rsqrt = function () {
  this.throwIfDisposed();
  return rsqrt2(this);
};

getGlobalTensorClass().prototype.selu = function () {
  this.throwIfDisposed();
  return selu2(this);
};

getGlobalTensorClass().prototype.separableConv2d = function (
  depthwiseFilter,
  pointwiseFilter,
  strides,
  pad3,
  dilation,
  dataFormat,
) {
  this.throwIfDisposed();
  return separableConv2d2(this, depthwiseFilter, pointwiseFilter, strides, pad3, dilation, dataFormat);
};

getGlobalTensorClass().prototype.sigmoid = function () {
  this.throwIfDisposed();
  return sigmoid2(this);
};

getGlobalTensorClass().prototype.sign = function () {
  this.throwIfDisposed();
  return sign(this);
};

getGlobalTensorClass().prototype.sin = function () {
  this.throwIfDisposed();
  return sin2(this);
};

getGlobalTensorClass().prototype.sinh = function () {
  this.throwIfDisposed();
  return sinh2(this);
};

getGlobalTensorClass().prototype.slice = function (begin, size) {
  this.throwIfDisposed();
  return slice2(this, begin, size);
};

getGlobalTensorClass().prototype.softmax = function (dim) {
  this.throwIfDisposed();
  return softmax(this, dim);
};

getGlobalTensorClass().prototype.softplus = function () {
  this.throwIfDisposed();
  return softplus(this);
};

getGlobalTensorClass().prototype.spaceToBatchND = function (blockShape, paddings) {
  this.throwIfDisposed();
  return spaceToBatchND(this, blockShape, paddings);
};

getGlobalTensorClass().prototype.split = function (numOrSizeSplits, axis) {
  this.throwIfDisposed();
  return split(this, numOrSizeSplits, axis);
};

getGlobalTensorClass().prototype.sqrt = function () {
  this.throwIfDisposed();
  return sqrt2(this);
};

getGlobalTensorClass().prototype.square = function () {
  this.throwIfDisposed();
  return square2(this);
};

getGlobalTensorClass().prototype.squaredDifference = function (b) {
  this.throwIfDisposed();
  return squaredDifference2(this, b);
};

getGlobalTensorClass().prototype.squeeze = function (axis) {
  this.throwIfDisposed();
  return squeeze2(this, axis);
};

getGlobalTensorClass().prototype.stack = function (x, axis) {
  this.throwIfDisposed();
  const tensorsToBeStacked = x instanceof Tensor ? [this, x] : [this, ...x];
  return stack(tensorsToBeStacked, axis);
};

getGlobalTensorClass().prototype.step = function (alpha) {
  this.throwIfDisposed();
  return step2(this, alpha);
};

getGlobalTensorClass().prototype.stridedSlice = function (
  begin,
  end,
  strides,
  beginMask,
  endMask,
  ellipsisMask,
  newAxisMask,
  shrinkAxisMask,
) {
  this.throwIfDisposed();
  return stridedSlice(
    this,
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
};

getGlobalTensorClass().prototype.sub = function (b) {
  this.throwIfDisposed();
  return sub(this, b);
};

getGlobalTensorClass().prototype.sum = function (axis, keepDims) {
  this.throwIfDisposed();
  return sum(this, axis, keepDims);
};

getGlobalTensorClass().prototype.tan = function () {
  this.throwIfDisposed();
  return tan(this);
};

getGlobalTensorClass().prototype.tanh = function () {
  this.throwIfDisposed();
  return tanh(this);
};

getGlobalTensorClass().prototype.tile = function (reps) {
  this.throwIfDisposed();
  return tile(this, reps);
};

getGlobalTensorClass().prototype.toBool = function () {
  this.throwIfDisposed();
  return cast2(this, 'bool');
};

getGlobalTensorClass().prototype.toFloat = function () {
  this.throwIfDisposed();
  return cast2(this, 'float32');
};

getGlobalTensorClass().prototype.toInt = function () {
  this.throwIfDisposed();
  return cast2(this, 'int32');
};

getGlobalTensorClass().prototype.topk = function (k, sorted) {
  this.throwIfDisposed();
  return topk2(this, k, sorted);
};

getGlobalTensorClass().prototype.transpose = function (perm) {
  this.throwIfDisposed();
  return transpose(this, perm);
};

getGlobalTensorClass().prototype.unique = function (axis) {
  this.throwIfDisposed();
  return unique2(this, axis);
};

getGlobalTensorClass().prototype.unsortedSegmentSum = function (segmentIds, numSegments) {
  this.throwIfDisposed();
  return unsortedSegmentSum(this, segmentIds, numSegments);
};

getGlobalTensorClass().prototype.unstack = function (axis) {
  this.throwIfDisposed();
  return unstack(this, axis);
};

getGlobalTensorClass().prototype.where = function (condition, x) {
  this.throwIfDisposed();
  return where(condition, this, x);
};

getGlobalTensorClass().prototype.zerosLike = function () {
  this.throwIfDisposed();
  return zerosLike2(this);
};
