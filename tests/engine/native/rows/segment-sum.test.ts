import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SegmentSumKernel } from '../../../../src/engine/plan/kernels.ts';
import { emitSegmentSum } from '../../../../src/engine/native/rows/index.ts';
import { runKernel } from '../run-kernel.ts';

interface Case {
  readonly rows: number;
  readonly rowLength: number;
  readonly segments: number;
  readonly shares: number;
  readonly seed: number;
}

const cases = fc.record<Case>({
  rows: fc.integer({ min: 0, max: 200 }),
  rowLength: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 80, max: 200 })),
  segments: fc.integer({ min: 0, max: 30 }),
  shares: fc.integer({ min: 1, max: 4 }),
  seed: fc.integer(),
});

/** Values whose float32 sum depends on the order, and ids of which some lie outside. */
function prepare({ rows, rowLength, segments, seed }: Case) {
  const size = rows * rowLength;
  const arena = new Float32Array(size + rows + segments * rowLength).fill(NaN);
  let state = seed | 1;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) | 0);
  for (let i = 0; i < size; i++) arena[i] = next() / 2 ** (next() & 15);
  const ids = new Int32Array(arena.buffer, 4 * size, rows);
  for (let i = 0; i < rows; i++) ids[i] = next() % (segments + 1);
  const kernel: SegmentSumKernel = {
    kind: 'segment-sum',
    rows,
    rowLength,
    segments,
    from: 0,
    ids: 4 * size,
    to: 4 * (size + rows),
  };
  return { arena, ids: ids.slice(), kernel };
}

function expected(
  from: Float32Array,
  ids: Int32Array,
  { rowLength, segments }: SegmentSumKernel,
): Float32Array {
  const out = new Float32Array(segments * rowLength);
  ids.forEach((id, row) => {
    if (id < 0 || id >= segments) return;
    for (let j = 0; j < rowLength; j++) out[id * rowLength + j]! += from[row * rowLength + j]!;
  });
  return out;
}

describe('emitSegmentSum', () => {
  it('adds the rows of every segment in their order, for any shapes and shares; ids outside add nothing', () => {
    fc.assert(
      fc.property(cases, (c) => {
        const { arena, ids, kernel } = prepare(c);
        const right = expected(arena.slice(), ids, kernel);
        for (let index = c.shares - 1; index >= 0; index--) {
          runKernel((asm) => emitSegmentSum(asm, kernel, { index, count: c.shares }), arena);
        }
        expect(new Float32Array(arena.subarray(kernel.to / 4))).toEqual(right);
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['rows that are divided by columns', { rows: 300, rowLength: 70, segments: 3, shares: 4, seed: 5 }],
    [
      'single numbers that are divided by segments',
      { rows: 9000, rowLength: 1, segments: 11, shares: 2, seed: 6 },
    ],
    ['all rows in one segment', { rows: 400, rowLength: 33, segments: 1, shares: 2, seed: 7 }],
    ['no rows at all', { rows: 0, rowLength: 1000, segments: 20, shares: 3, seed: 8 }],
  ])('%s', (_, c) => {
    const { arena, ids, kernel } = prepare(c);
    const right = expected(arena.slice(), ids, kernel);
    for (let index = 0; index < c.shares; index++) {
      runKernel((asm) => emitSegmentSum(asm, kernel, { index, count: c.shares }), arena);
    }
    expect(new Float32Array(arena.subarray(kernel.to / 4))).toEqual(right);
  });
});
