import type { Params } from './dispatch.ts';

/** Most workgroups along x or y that every device takes. */
export const mostGroups = 65_535;

export const product = (extents: readonly number[]): number => extents.reduce((a, b) => a * b, 1);

/** A number that WGSL reads as u32; negative ones modulo 2^32. */
export const u32 = (value: number): string => `${value >>> 0}u`;

const bindings = `@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(0) @binding(2) var<storage, read_write> failure: array<atomic<u32>, 4>;
@group(0) @binding(3) var<uniform> now: vec4<u32>;
@group(1) @binding(0) var<storage, read_write> outside: array<u32>;
`;

export interface ShaderParts {
  readonly params: Params;
  /** Invocations of a workgroup. */
  readonly size: number;
  /** Declarations outside of the entry point. */
  readonly declarations?: string;
  readonly body: readonly string[];
}

/**
 * A shader. Its body knows `id` (global), `group`, `local` (index in the workgroup), `replica` (in the tile) and `base`,
 * the word where the replica's arena begins.
 */
export function shaderSource({ params, size, declarations = '', body }: ShaderParts): string {
  return `${bindings}@group(0) @binding(1) var<uniform> params: array<vec4<u32>, ${params.vectors}>;
${declarations}
@compute @workgroup_size(${size})
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let replica = group.z;
  let base = replica * params[0].x;
${body.map((line) => `  ${line}`).join('\n')}
}
`;
}

/** How a space of points is divided among invocations. */
export interface PointLoop {
  readonly size: number;
  readonly groups: readonly [number, number];
  /** Opens the loop over the points of an invocation, `point`; a brace closes it. */
  readonly open: string;
}

export function pointLoop(points: number): PointLoop {
  const size = points <= 64 ? 64 : 256;
  const groups = Math.min(mostGroups, Math.ceil(points / size));
  const open = `for (var point = id.x; point < ${u32(points)}; point += ${u32(groups * size)}) {`;
  return { size, groups: [groups, 1], open };
}

/** Lines that take the row-major number `of` apart into coordinates named `name` and the number of the axis. */
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

/** The sum of coordinates times strides, as an expression; zero strides are left out. */
export function linear(name: string, strides: readonly number[]): string {
  const terms = strides.flatMap((stride, axis) => {
    if (stride === 0) return [];
    return stride === 1 ? [`${name}${axis}`] : [`${name}${axis} * ${u32(stride)}`];
  });
  return terms.join(' + ') || '0u';
}
