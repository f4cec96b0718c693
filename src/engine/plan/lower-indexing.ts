import { sizeOf } from '#core';
import type { GraphNode } from '../graph/graph.ts';
import { contextSlots } from './context-slots.ts';
import type { GatherKernel, TableLocation } from './kernels.ts';
import type { LoweringTable } from './lowering.ts';
import { PlannedKernel } from './planned-kernel.ts';
import type { Planner } from './planner.ts';
import type { View } from './view.ts';

const product = (extents: readonly number[]): number => extents.reduce((a, b) => a * b, 1);

/** Rows of a table: along `axis`, or along the axis after `batchDims` batches that have a table each. */
function gather(planner: Planner, node: GraphNode): void {
  const [tableId, indicesId] = node.inputs as [number, number];
  const table = planner.node(tableId);
  const indices = planner.contiguousView(indicesId);
  const axis = node.attrs['axis'] as number;
  const batchDims = node.attrs['batchDims'] as number;
  const outer = product(table.shape.slice(0, axis));
  const count = sizeOf(planner.node(indicesId).shape);
  const rows = batchDims > 0 ? count / outer : count;
  const rowLength = product(table.shape.slice(axis + 1));
  const tableRows = table.shape[axis]!;
  const external = planner.externalTable(tableId);
  const source = external === undefined ? planner.contiguousView(tableId) : undefined;
  const to = planner.tensors.allocate(node.shape, planner.phaseOf(node.id) === 'once');
  const form = {
    kind: 'gather',
    batch: {
      extent: outer,
      table: tableRows * rowLength,
      indices: batchDims > 0 ? rows : 0,
      to: rows * rowLength,
    },
    rows,
    rowLength,
    tableStride: rowLength,
    tableRows,
    site: node.id + 1,
    badIndex: contextSlots.badIndex,
  } as const;
  const reads = [indices.tensor, ...(source ? [source.tensor] : [])];
  planner.add(
    new PlannedKernel(node, planner.phaseOf(node.id), reads, [to.tensor], ({ bytesOf }): GatherKernel => {
      const place = (view: View): number => bytesOf(view.tensor) + view.offset * 4;
      const location: TableLocation = source ? { arena: place(source) } : { pointer: external! };
      return { ...form, table: location, indices: place(indices), to: place(to) };
    }),
  );
  planner.define(node.id, to);
}

function segmentSum(planner: Planner, node: GraphNode): void {
  const [rowsId, idsId] = node.inputs as [number, number];
  const from = planner.contiguousView(rowsId);
  const ids = planner.contiguousView(idsId);
  const to = planner.tensors.allocate(node.shape, planner.phaseOf(node.id) === 'once');
  const [rows, rowLength] = planner.node(rowsId).shape as [number, number];
  const segments = node.attrs['numSegments'] as number;
  const reads = [from.tensor, ids.tensor];
  planner.add(
    new PlannedKernel(node, planner.phaseOf(node.id), reads, [to.tensor], ({ bytesOf }) => ({
      kind: 'segment-sum',
      rows,
      rowLength,
      segments,
      from: bytesOf(from.tensor) + from.offset * 4,
      ids: bytesOf(ids.tensor) + ids.offset * 4,
      to: bytesOf(to.tensor),
    })),
  );
  planner.define(node.id, to);
}

export const indexingLowerings: LoweringTable = {
  GatherV2: gather,
  UnsortedSegmentSum: segmentSum,
};
