import type { GatherKernel } from '../../plan/kernels.ts';
import { memoryUse } from './memory-use.ts';
import { type Emitted, noStages, type Params } from './shader-stage.ts';
import { decode, openLoop, pointLoop, product, u32 } from './source.ts';

/**
 * An invocation per element of the result. The first index that is out of bounds is reported in `failure`; row 0 is read
 * instead.
 * @param ownTables whether each replica has a table of its own outside of the arena
 */
export function emitGather(kernel: GatherKernel, ownTables: boolean): Emitted {
  const { batch, rows, rowLength, tableRows, tableStride, table } = kernel;
  const extents = [batch.extent, rows, rowLength];
  if (product(extents) === 0) return noStages;
  const points = product(extents);
  const body = (params: Params, size: number): string[] => {
    const place =
      'arena' in table
        ? `arena[base + ${params.place(table.arena)} + entry]`
        : `outside[(now.y + replica) * ${u32(ownTables ? tableRows * tableStride : 0)} + entry]`;
    return [
      openLoop(points, size),
      ...decode('point', 'i', extents),
      `var row = arena[base + ${params.place(kernel.indices)} + i0 * ${u32(batch.indices)} + i1];`,
      `if (row >= ${u32(tableRows)}) {`,
      '  if (atomicAdd(&failure[0], 1u) == 0u) {',
      `    atomicStore(&failure[1], ${params.add(kernel.site)});`,
      '    atomicStore(&failure[2], row);',
      '  }',
      '  row = 0u;',
      '}',
      `let entry = i0 * ${u32(batch.table)} + row * ${u32(tableStride)} + i2;`,
      `arena[base + ${params.place(kernel.to)} + i0 * ${u32(batch.to)} + i1 * ${u32(rowLength)} + i2] = ${place};`,
      '}',
    ];
  };
  const stage = { ...pointLoop(points), functions: [], body, uses: memoryUse(kernel) };
  return { stages: ['arena' in table ? stage : { ...stage, table: table.pointer }], scratchBytes: 0 };
}
