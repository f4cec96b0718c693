import type { Work } from './engine-profile.ts';
import type { Operation, VectorOp } from '../plan/expressions/index.ts';
import type {
  AxisKernel,
  GatherKernel,
  Kernel,
  MapKernel,
  ProductKernel,
  ReduceKernel,
  SegmentSumKernel,
} from '../plan/kernels.ts';

const elementBytes = 4;

const product = (extents: readonly number[]): number => extents.reduce((a, b) => a * b, 1);

/** What a kernel does in one call, read off its description. */
export function kernelWork(kernel: Kernel): Work {
  switch (kernel.kind) {
    case 'map':
    case 'reduce':
      return loopWork(kernel);
    case 'product':
      return productWork(kernel);
    case 'gather':
      return gatherWork(kernel);
    case 'segment-sum':
      return segmentSumWork(kernel);
    case 'arg-max':
    case 'arg-min':
    case 'cumsum':
      return axisWork(kernel);
  }
}

/** Elements that strides reach: each point another one where they do not repeat or overlap. */
function reached(extents: readonly number[], strides: readonly number[]): number {
  const moving = extents.filter((_, axis) => strides[axis] !== 0);
  const span = extents.reduce((sum, extent, axis) => sum + (extent - 1) * Math.abs(strides[axis]!), 1);
  return Math.min(product(moving), span);
}

const flopsOf: Partial<Record<VectorOp, number>> = {
  add: 1,
  sub: 1,
  mul: 1,
  div: 1,
  min: 1,
  max: 1,
  sqrt: 1,
  floor: 1,
  ceil: 1,
  round: 1,
  fma: 2,
};

function loopWork(kernel: MapKernel | ReduceKernel): Work {
  const { shape, inputs, operations, outputs } = kernel;
  const points = product(shape);
  const used = usedOperations(
    operations,
    outputs.map(({ value }) => value),
  );
  const each = used.reduce((sum, { op }) => sum + (flopsOf[op] ?? 0), 0);
  const combined =
    kernel.kind === 'reduce' ? kernel.outputs.filter(({ integer }) => integer !== true).length : 0;
  const loaded = new Set(used.flatMap(({ op, immediate }) => (op === 'load' ? [immediate!] : [])));
  const read = [...loaded].map((input) => reached(shape, inputs[input]!.strides));
  const resultShape =
    kernel.kind === 'reduce' ? shape.map((extent, axis) => (kernel.reduced[axis] ? 1 : extent)) : shape;
  return {
    flops: points * (each + combined),
    bytesRead: elementBytes * read.reduce((a, b) => a + b, 0),
    bytesWritten: elementBytes * product(resultShape) * outputs.length,
  };
}

/** Operations that results depend on. */
function usedOperations(operations: readonly Operation[], results: readonly number[]): Operation[] {
  const used = new Set(results);
  for (let index = operations.length - 1; index >= 0; index--) {
    if (used.has(index)) for (const argument of operations[index]!.args) used.add(argument);
  }
  return [...used].map((index) => operations[index]!);
}

function productWork({ batch, rows, sums, columns, bColumn }: ProductKernel): Work {
  const count = (axes: readonly { readonly extent: number }[]): number =>
    product(axes.map(({ extent }) => extent));
  const results = count(batch) * count(rows) * columns;
  const aAxes = [...batch, ...rows, ...sums];
  const bAxes = [...batch, ...sums, { extent: columns, b: bColumn }];
  const extents = (axes: readonly { readonly extent: number }[]): number[] =>
    axes.map(({ extent }) => extent);
  const a = reached(
    extents(aAxes),
    aAxes.map((axis) => axis.a),
  );
  const b = reached(
    extents(bAxes),
    bAxes.map((axis) => axis.b),
  );
  return {
    flops: 2 * results * count(sums),
    bytesRead: elementBytes * (a + b),
    bytesWritten: elementBytes * results,
  };
}

function gatherWork({ batch, rows, rowLength }: GatherKernel): Work {
  const moved = batch.extent * rows * rowLength;
  const indices = rows * (batch.indices === 0 ? 1 : batch.extent);
  return { flops: 0, bytesRead: elementBytes * (moved + indices), bytesWritten: elementBytes * moved };
}

function segmentSumWork({ rows, rowLength, segments }: SegmentSumKernel): Work {
  return {
    flops: rows * rowLength,
    bytesRead: elementBytes * rows * (rowLength + 1),
    bytesWritten: elementBytes * segments * rowLength,
  };
}

function axisWork({ kind, outer, extent, inner, dtype }: AxisKernel): Work {
  const elements = outer * extent * inner;
  const results = kind === 'cumsum' ? elements : outer * inner;
  return {
    flops: kind === 'cumsum' && dtype === 'float32' ? elements : 0,
    bytesRead: elementBytes * elements,
    bytesWritten: elementBytes * results,
  };
}
