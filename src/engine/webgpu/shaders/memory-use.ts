import type { Kernel, Placement } from '../../plan/kernels.ts';

/** Bytes of the arena from `begin` to `end`. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** What a kernel reads and writes, conservatively: strided accesses count as whole spans. */
export interface MemoryUse {
  readonly reads: readonly Span[];
  readonly writes: readonly Span[];
}

const elementBytes = 4;

/** Whether two kernels depend on each other: read after write, write after read or write after write. */
export function conflict(a: MemoryUse, b: MemoryUse): boolean {
  return meet(a.writes, b.writes) || meet(a.writes, b.reads) || meet(a.reads, b.writes);
}

function meet(some: readonly Span[], others: readonly Span[]): boolean {
  return some.some((a) => others.some((b) => a.begin < b.end && b.begin < a.end));
}

/** What a kernel reads and writes in the arena. Data sets outside of it are read-only. */
export function memoryUse(kernel: Kernel): MemoryUse {
  switch (kernel.kind) {
    case 'map':
    case 'reduce': {
      const { shape, inputs, outputs } = kernel;
      const kept = kernel.kind === 'reduce' ? kernel.reduced.map((isReduced) => !isReduced) : undefined;
      const written = shape.map((extent, axis) => (kept?.[axis] === false ? 1 : extent));
      return {
        reads: inputs.map((input) => spanOf(input, shape)),
        writes: outputs.map(({ to }) => spanOf(to, written)),
      };
    }
    case 'product': {
      const { batch, rows, sums, columns, bColumn, a, b, c } = kernel;
      const strided = <A extends { readonly extent: number }>(
        axes: readonly A[],
        stride: (axis: A) => number,
      ) => axes.map((axis) => [axis.extent, stride(axis)] as const);
      return {
        reads: [
          span(a, [
            ...strided(batch, (axis) => axis.a),
            ...strided(rows, (axis) => axis.a),
            ...strided(sums, (axis) => axis.a),
          ]),
          span(b, [
            ...strided(batch, (axis) => axis.b),
            ...strided(sums, (axis) => axis.b),
            [columns, bColumn],
          ]),
        ],
        writes: [
          span(c, [...strided(batch, (axis) => axis.c), ...strided(rows, (axis) => axis.c), [columns, 1]]),
        ],
      };
    }
    case 'gather': {
      const { batch, rows, rowLength, tableRows, tableStride, table, indices, to } = kernel;
      const { extent } = batch;
      const inArena = 'arena' in table;
      return {
        reads: [
          span(indices, [
            [extent, batch.indices],
            [rows, 1],
          ]),
          ...(inArena
            ? [
                span(table.arena, [
                  [extent, batch.table],
                  [tableRows, tableStride],
                  [rowLength, 1],
                ]),
              ]
            : []),
        ],
        writes: [
          span(to, [
            [extent, batch.to],
            [rows * rowLength, 1],
          ]),
        ],
      };
    }
    case 'segment-sum': {
      const { rows, rowLength, segments, from, ids, to } = kernel;
      return {
        reads: [span(from, [[rows * rowLength, 1]]), span(ids, [[rows, 1]])],
        writes: [span(to, [[segments * rowLength, 1]])],
      };
    }
    case 'arg-max':
    case 'arg-min':
    case 'cumsum': {
      const { outer, extent, inner, from, to } = kernel;
      return {
        reads: [span(from, [[outer * extent * inner, 1]])],
        writes: [span(to, [[outer * inner * (kernel.kind === 'cumsum' ? extent : 1), 1]])],
      };
    }
  }
}

function spanOf({ offset, strides }: Placement, shape: readonly number[]): Span {
  return span(
    offset,
    shape.map((extent, axis) => [extent, strides[axis]!]),
  );
}

/** The span of a strided access. */
function span(offset: number, axes: readonly (readonly [extent: number, stride: number])[]): Span {
  if (axes.some(([extent]) => extent === 0)) return { begin: offset, end: offset };
  const ends = axes.map(([extent, stride]) => (extent - 1) * stride);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  return {
    begin: offset + elementBytes * sum(ends.filter((end) => end < 0)),
    end: offset + elementBytes * (1 + sum(ends.filter((end) => end > 0))),
  };
}
