import type { SegmentSumKernel } from '../../native/plan/kernels.ts';
import { type Emitted, noDispatch, Params } from './dispatch.ts';
import { decode, pointLoop, shaderSource, u32 } from './source.ts';

/** An invocation for every element of the result, which goes through all ids and adds rows in their order. */
export function emitSegmentSum({ rows, rowLength, segments, from, ids, to }: SegmentSumKernel): Emitted {
  if (segments * rowLength === 0) return noDispatch;
  const params = new Params();
  const loop = pointLoop(segments * rowLength);
  const body = [
    loop.open,
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
  const source = shaderSource({ params, size: loop.size, body });
  return { dispatches: [{ source, params: params.words, groups: loop.groups }], scratchBytes: 0 };
}
