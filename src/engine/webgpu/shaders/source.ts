import type { ShaderStage } from './shader-stage.ts';

/** WebGPU's guaranteed limit on workgroups along an axis. */
export const mostGroups = 65_535;

export const product = (extents: readonly number[]): number => extents.reduce((a, b) => a * b, 1);

/** A u32 literal; negative numbers are taken modulo 2^32. */
export const u32 = (value: number): string => `${value >>> 0}u`;

/** Bindings that all shaders declare, besides `params`. */
export const bindings = `@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(0) @binding(2) var<storage, read_write> failure: array<atomic<u32>, 4>;
@group(0) @binding(3) var<uniform> now: vec4<u32>;
@group(1) @binding(0) var<storage, read_write> outside: array<u32>;
`;

/** A stage with an invocation per point, in a grid-stride loop. */
export function pointLoop(
  points: number,
): Pick<ShaderStage, 'size' | 'anySize' | 'groups' | 'workgroupWords'> {
  const groups = (size: number) => [Math.min(mostGroups, Math.ceil(points / size)), 1] as const;
  return { size: points <= 64 ? 64 : 256, anySize: true, groups, workgroupWords: 0 };
}

/** Opens the grid-stride loop over `point`; a brace closes it. */
export function openLoop(points: number, size: number): string {
  const turn = size * Math.min(mostGroups, Math.ceil(points / size));
  return `for (var point = group.x * ${u32(size)} + local; point < ${u32(points)}; point += ${u32(turn)}) {`;
}

/** Lines that decode a row-major index `of` into coordinates: `name` followed by the number of the axis. */
export function decode(of: string, name: string, extents: readonly number[]): string[] {
  const lines: string[] = [];
  let rest = of;
  for (let axis = extents.length - 1; axis > 0; axis--) {
    lines.push(`let ${name}${axis} = ${rest} % ${u32(extents[axis]!)};`);
    lines.push(`let ${name}Rest${axis} = ${rest} / ${u32(extents[axis]!)};`);
    rest = `${name}Rest${axis}`;
  }
  if (extents.length > 0) lines.push(`let ${name}0 = ${rest};`);
  return lines;
}

/** The address expression: the dot product of coordinates and strides. */
export function linear(name: string, strides: readonly number[]): string {
  const terms = strides.flatMap((stride, axis) => {
    if (stride === 0) return [];
    return stride === 1 ? [`${name}${axis}`] : [`${name}${axis} * ${u32(stride)}`];
  });
  return terms.join(' + ') || '0u';
}
