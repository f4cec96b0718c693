import type { SegmentSumKernel } from '../../plan/kernels.ts';
import { memoryUse } from './memory-use.ts';
import { type Emitted, noStages, type Params } from './shader-stage.ts';
import { decode, openLoop, pointLoop, u32 } from './source.ts';

/**
 * An invocation per element of the result. It scans all ids and adds matching rows in order, so that no atomics are
 * needed.
 */
export function emitSegmentSum(kernel: SegmentSumKernel): Emitted {
  const { rows, rowLength, segments, from, ids, to } = kernel;
  if (segments * rowLength === 0) return noStages;
  const body = (params: Params, size: number): string[] => [
    openLoop(segments * rowLength, size),
    ...decode('point', 'i', [segments, rowLength]),
    'var sum = 0.0;',
    `for (var row = 0u; row < ${u32(rows)}; row++) {`,
    `  if (arena[base + ${params.place(ids)} + row] == i0) {`,
    `    sum += bitcast<f32>(arena[base + ${params.place(from)} + row * ${u32(rowLength)} + i1]);`,
    '  }',
    '}',
    `arena[base + ${params.place(to)} + point] = bitcast<u32>(sum);`,
    '}',
  ];
  const stage = { ...pointLoop(segments * rowLength), functions: [], body, uses: memoryUse(kernel) };
  return { stages: [stage], scratchBytes: 0 };
}
