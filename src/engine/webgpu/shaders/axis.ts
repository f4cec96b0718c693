import type { AxisKernel } from '../../plan/kernels.ts';
import { memoryUse } from './memory-use.ts';
import { type Emitted, noStages, type Params } from './shader-stage.ts';
import { decode, openLoop, pointLoop, u32 } from './source.ts';

/** Arg-max, arg-min or running sums: an invocation per line along the axis. */
export function emitAxis(kernel: AxisKernel): Emitted {
  const { outer, extent, inner } = kernel;
  if (outer * inner * extent === 0) return noStages;
  const start = `i0 * ${u32(extent * inner)} + i1`;
  const emit = kernel.kind === 'cumsum' ? runningSum : argExtreme;
  const body = (params: Params, size: number): string[] => {
    const from = `arena[base + ${params.place(kernel.from)} + ${start} + at * ${u32(inner)}]`;
    const to = `base + ${params.place(kernel.to)}`;
    return [
      openLoop(outer * inner, size),
      ...decode('point', 'i', [outer, inner]),
      ...emit(kernel, { from, to, start }),
      '}',
    ];
  };
  const stage = { ...pointLoop(outer * inner), functions: [], body, uses: memoryUse(kernel) };
  return { stages: [stage], scratchBytes: 0 };
}

interface Places {
  /** The element `at` of the line. */
  readonly from: string;
  /** The word where the results begin. */
  readonly to: string;
  /** Elements in front of the line. */
  readonly start: string;
}

/** A NaN never beats anything, and is not beaten where it comes first. */
function argExtreme({ kind, dtype, extent }: AxisKernel, { from, to }: Places): string[] {
  const type = dtype === 'float32' ? 'f32' : 'i32';
  const sign = kind === 'arg-max' ? '>' : '<';
  return [
    'var at = 0u;',
    `var best = bitcast<${type}>(${from});`,
    'var place = 0u;',
    `for (at = 1u; at < ${u32(extent)}; at++) {`,
    `  let value = bitcast<${type}>(${from});`,
    `  if (value ${sign} best) { best = value; place = at; }`,
    '}',
    `arena[${to} + point] = place;`,
  ];
}

function runningSum(
  { dtype, extent, inner, exclusive, reverse }: AxisKernel,
  { from, to, start }: Places,
): string[] {
  const isFloat = dtype === 'float32';
  const target = `arena[${to} + ${start} + at * ${u32(inner)}]`;
  const store = `${target} = ${isFloat ? 'bitcast<u32>(sum)' : 'sum'};`;
  const value = isFloat ? `bitcast<f32>(${from})` : from;
  // Minus zero plus the first element is that element, also where it is minus zero.
  const zero = isFloat ? `bitcast<f32>(${exclusive ? '0u' : '0x80000000u'})` : '0u';
  return [
    `var sum = ${zero};`,
    `for (var turn = 0u; turn < ${u32(extent)}; turn++) {`,
    `  let at = ${reverse ? `${u32(extent - 1)} - turn` : 'turn'};`,
    `  let value = ${value};`,
    ...(exclusive ? [`  ${store}`] : []),
    '  sum += value;',
    ...(exclusive ? [] : [`  ${store}`]),
    '}',
  ];
}
