import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GatherKernel } from '../../../../src/engine/plan/kernels.ts';
import { emitGather } from '../../../../src/engine/native/rows/index.ts';
import { runKernel } from '../run-kernel.ts';

const site = 77;

interface Case {
  readonly batches: number;
  readonly sharedTable: boolean;
  readonly rows: number;
  readonly rowLength: number;
  readonly gap: number;
  readonly tableRows: number;
  readonly outside: boolean;
  readonly shares: number;
}

const cases = fc.record<Case>({
  batches: fc.integer({ min: 1, max: 4 }),
  sharedTable: fc.boolean(),
  rows: fc.integer({ min: 0, max: 90 }),
  rowLength: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 80, max: 260 })),
  gap: fc.integer({ min: 0, max: 3 }),
  tableRows: fc.integer({ min: 1, max: 20 }),
  outside: fc.boolean(),
  shares: fc.integer({ min: 1, max: 3 }),
});

/** Table, indices and output one after the other, the table in or outside of the arena. */
function prepare(c: Case) {
  const tableStride = c.rowLength + c.gap;
  const tableSize = c.sharedTable ? c.tableRows * tableStride : c.batches * c.tableRows * tableStride;
  const table = Float32Array.from({ length: tableSize }, (_, i) => i + 1);
  const indices = Int32Array.from({ length: c.batches * c.rows }, (_, i) => (i * 7 + (i >> 3)) % c.tableRows);
  const before = c.outside ? 0 : tableSize;
  const arena = new Float32Array(before + indices.length + c.batches * c.rows * c.rowLength);
  if (!c.outside) arena.set(table);
  new Int32Array(arena.buffer).set(indices, before);
  const kernel: GatherKernel = {
    kind: 'gather',
    batch: {
      extent: c.batches,
      table: c.sharedTable ? 0 : c.tableRows * tableStride,
      indices: c.rows,
      to: c.rows * c.rowLength,
    },
    rows: c.rows,
    rowLength: c.rowLength,
    tableStride,
    tableRows: c.tableRows,
    table: c.outside ? { pointer: 8 } : { arena: 0 },
    indices: 4 * before,
    to: 4 * (before + indices.length),
    site,
    badIndex: 8 * 40,
  };
  return { kernel, arena, indices, table, tables: c.outside ? [table] : [] };
}

function expected(
  { batch, rows, rowLength, tableStride }: GatherKernel,
  table: Float32Array,
  indices: Int32Array,
) {
  const out: number[] = [];
  for (let b = 0; b < batch.extent; b++) {
    for (let i = 0; i < rows; i++) {
      const start = b * batch.table + indices[b * rows + i]! * tableStride;
      out.push(...table.subarray(start, start + rowLength));
    }
  }
  return out;
}

describe('emitGather', () => {
  it('copies the rows that the indices name, for any shapes, strides, batches and shares', () => {
    fc.assert(
      fc.property(cases, (c) => {
        const { kernel, arena, indices, table, tables } = prepare(c);
        for (let index = 0; index < c.shares; index++) {
          const result = runKernel(
            (asm, failed) => emitGather(asm, kernel, { index, count: c.shares }, failed),
            arena,
            tables,
          );
          expect(result).toBe(0);
        }
        expect([...arena.subarray(kernel.to / 4)]).toEqual(expected(kernel, table, indices));
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['negative', -1],
    ['the number of rows', 5],
    ['the smallest int32', -(2 ** 31)],
    ['the largest int32', 2 ** 31 - 1],
  ])('an index that is %s ends the run with the site', (_, bad) => {
    for (const at of [0, 6, 11]) {
      const { kernel, arena } = prepare({
        batches: 2,
        sharedTable: true,
        rows: 6,
        rowLength: 9,
        gap: 0,
        tableRows: 5,
        outside: false,
        shares: 1,
      });
      new Int32Array(arena.buffer)[kernel.indices / 4 + at] = bad;
      const result = runKernel(
        (asm, failed) => emitGather(asm, kernel, { index: 0, count: 1 }, failed),
        arena,
      );
      expect(result).toBe(site);
    }
  });

  it('any index into a table without rows ends the run', () => {
    const { kernel, arena } = prepare({
      batches: 1,
      sharedTable: true,
      rows: 1,
      rowLength: 3,
      gap: 0,
      tableRows: 1,
      outside: false,
      shares: 1,
    });
    const empty = { ...kernel, tableRows: 0 };
    expect(runKernel((asm, failed) => emitGather(asm, empty, { index: 0, count: 1 }, failed), arena)).toBe(
      site,
    );
  });

  it('NaN payloads and infinities are copied bit for bit', () => {
    const bits = Int32Array.from([0x7fa12345, -1, 0x7f800000, 0x80000000 | 0, 2, 1, 0, 0, 0, 0, 0, 0, 0]);
    const kernel: GatherKernel = {
      kind: 'gather',
      batch: { extent: 1, table: 0, indices: 0, to: 0 },
      rows: 2,
      rowLength: 2,
      tableStride: 1,
      tableRows: 3,
      table: { arena: 0 },
      indices: 16,
      to: 24,
      site,
      badIndex: 8 * 40,
    };
    runKernel((asm, failed) => emitGather(asm, kernel, { index: 0, count: 1 }, failed), bits);
    expect([...bits.subarray(6, 10)]).toEqual([0x7f800000, 0x80000000 | 0, -1, 0x7f800000]);
  });
});
