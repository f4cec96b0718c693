import type { Operation, Value } from './expressions/expression.ts';

/**
 * Where the elements of a tensor lie: byte offset of the first from the start of the arena, and how many elements (of
 * four bytes) apart neighbours along each axis of the iteration space are: 0 for a broadcast, negative for a reversal.
 */
export interface Placement {
  readonly offset: number;
  readonly strides: readonly number[];
}

export type Reduction = 'sum' | 'max' | 'min' | 'prod';

/** One result of a loop. With a reduction, its strides along reduced axes mean nothing. */
export interface LoopOutput {
  readonly value: Value;
  readonly to: Placement;
}

/** `scale` multiplies the result: 1 / n for a mean. `integer`: values are int32, not float32. */
export interface ReducedOutput extends LoopOutput {
  readonly reduction: Reduction;
  readonly scale?: number;
  readonly integer?: boolean;
}

/** An expression computed for every point of an iteration space, each value stored. Loops run in row-major order. */
export interface MapKernel {
  readonly kind: 'map';
  readonly shape: readonly number[];
  readonly inputs: readonly Placement[];
  readonly operations: readonly Operation[];
  readonly outputs: readonly LoopOutput[];
}

/** An expression computed for every point and combined over the reduced axes. */
export interface ReduceKernel {
  readonly kind: 'reduce';
  readonly shape: readonly number[];
  readonly reduced: readonly boolean[];
  readonly inputs: readonly Placement[];
  readonly operations: readonly Operation[];
  readonly outputs: readonly ReducedOutput[];
}

export interface RowAxis {
  readonly extent: number;
  /** Elements between neighbours in `a` and in `c`. */
  readonly a: number;
  readonly c: number;
}

export interface SumAxis {
  readonly extent: number;
  /** Elements between neighbours in `a` and in `b`. */
  readonly a: number;
  readonly b: number;
}

export interface BatchAxis {
  readonly extent: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * c[batch, rows, column] = sum over sums of a[batch, rows, sums] * b[batch, sums, column], in float32: matrix products, and
 * convolutions and their gradients over maps that are already padded. Columns are neighbours in memory in `b` and `c`
 * (in `b` when `bColumn` is 1; otherwise that many elements apart). Axes may have any strides; sums are taken in
 * row-major order of `sums`, so results do not depend on how the work is divided.
 */
export interface ProductKernel {
  readonly kind: 'product';
  readonly batch: readonly BatchAxis[];
  readonly rows: readonly RowAxis[];
  readonly sums: readonly SumAxis[];
  readonly columns: number;
  readonly bColumn: number;
  /** Byte offsets in the arena. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Byte offset of the scratch space, as long as whoever writes the kernel has asked for. */
  readonly scratch: number;
}

/**
 * out[i, :] = table[indices[i], :]. An index outside of the table ends the run with the number `site`, and the index in
 * the context at byte `badIndex`.
 */
export interface GatherKernel {
  readonly kind: 'gather';
  /** Batches with an own table, own indices and own results, in elements. */
  readonly batch: {
    readonly extent: number;
    readonly table: number;
    readonly indices: number;
    readonly to: number;
  };
  readonly rows: number;
  readonly rowLength: number;
  /** Elements between rows of the table, of which there are `tableRows`. */
  readonly tableStride: number;
  readonly tableRows: number;
  readonly table: TableLocation;
  readonly indices: number;
  readonly to: number;
  readonly site: number;
  readonly badIndex: number;
}

/** A table in the arena (byte offset), or outside of it behind a pointer of the context (byte offset of the pointer). */
export type TableLocation = { readonly arena: number } | { readonly pointer: number };

/** to[s, :] = sum of from[i, :] over the rows i with ids[i] = s, in order of i. Ids outside are left out. */
export interface SegmentSumKernel {
  readonly kind: 'segment-sum';
  readonly rows: number;
  readonly rowLength: number;
  readonly segments: number;
  readonly from: number;
  readonly ids: number;
  readonly to: number;
}

/**
 * Position of the largest or smallest value along an axis of [outer, extent, inner], the first of equals, as int32
 * (`arg-max`, `arg-min`); or running sums (`cumsum`).
 */
export interface AxisKernel {
  readonly kind: 'arg-max' | 'arg-min' | 'cumsum';
  readonly outer: number;
  readonly extent: number;
  readonly inner: number;
  readonly dtype: 'float32' | 'int32';
  /** For `cumsum`. */
  readonly exclusive: boolean;
  readonly reverse: boolean;
  readonly from: number;
  readonly to: number;
}

export type Kernel = MapKernel | ReduceKernel | ProductKernel | GatherKernel | SegmentSumKernel | AxisKernel;

/** The share of a kernel's work that one thread does: thread `index` of `count`. One thread does all: { 0, 1 }. */
export interface Share {
  readonly index: number;
  readonly count: number;
}
