import { arenaWords, Params, type Piece } from './piece.ts';
import { bindings, mostGroups, product, u32 } from './source.ts';

/** One call of a compute shader for every replica. */
export interface Dispatch {
  /** WGSL. Dispatches that differ in nothing but their places in memory have the same. */
  readonly source: string;
  /** Words of the shader's `params` behind those that every shader has. */
  readonly params: readonly number[];
  /** Workgroups along x and y; replicas are along z. */
  readonly groups: readonly [number, number];
  /** The data set that the shader reads as `outside`, by its slot in the plan. */
  readonly table?: number;
}

/** All words of a dispatch. */
export function paramWords({ params }: Pick<Dispatch, 'params'>, wordsOfArena: number): number[] {
  return [wordsOfArena, 0, ...params];
}

/**
 * The dispatch that does what pieces say, side by side.
 * @param pieces that do not depend on each other, of the same size or of any, with at most one table among them, and
 * with at most `mostGroups` workgroups where they are several
 */
export function dispatchOf(pieces: readonly Piece[]): Dispatch {
  const size = Math.max(...pieces.map((piece) => piece.size));
  const params = new Params();
  const functions = new Set(pieces.flatMap((piece) => piece.functions));
  const bodies = pieces.map((piece, index) => pieceFunction(index, piece.body(params, size)));
  const near = Math.max(...pieces.map((piece) => piece.near));
  const groups = pieces.map((piece) => piece.groups(size));
  const { calls, total } = pieces.length === 1 ? alone(groups[0]!) : sideBySide(groups);
  const table = pieces.find((piece) => piece.table !== undefined)?.table;
  const source = `${bindings}@group(0) @binding(1) var<uniform> params: array<vec4<u32>, ${params.vectors}>;
${near > 0 ? `var<workgroup> near: array<u32, ${near}>;\n` : ''}${[...functions].join('')}
${bodies.join('')}@compute @workgroup_size(${size})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  let base = id.z * ${arenaWords};
${calls.map((line) => `  ${line}`).join('\n')}
}
`;
  return { source, params: params.words, groups: total, ...(table !== undefined && { table }) };
}

function pieceFunction(index: number, body: readonly string[]): string {
  return `fn piece${index}(group: vec2<u32>, local: u32, replica: u32, base: u32) {
${body.map((line) => `  ${line}`).join('\n')}
}
`;
}

interface Calls {
  readonly calls: readonly string[];
  readonly total: readonly [number, number];
}

function alone(groups: readonly [number, number]): Calls {
  return { calls: ['piece0(id.xy, local, id.z, base);'], total: groups };
}

/** Each piece has a range of workgroups of its own. */
function sideBySide(groups: readonly (readonly [number, number])[]): Calls {
  let begin = 0;
  const calls = groups.map(([x, y], index) => {
    const from = begin;
    begin += x * y;
    const own = `(id.x - ${u32(from)})`;
    const group = y === 1 ? `vec2<u32>(${own}, 0u)` : `vec2<u32>(${own} % ${u32(x)}, ${own} / ${u32(x)})`;
    // Not one the other's else: nested as deep, they would be too much for compilers.
    return `if (id.x >= ${u32(from)} && id.x < ${u32(begin)}) { piece${index}(${group}, local, id.z, base); }`;
  });
  return { calls, total: [begin, 1] };
}

/** Workgroups of a piece in a dispatch whose workgroups have `size` invocations. */
export function groupCount(piece: Piece, size: number): number {
  return product(piece.groups(size));
}

/** Whether pieces with so many workgroups can be in one dispatch. */
export function fitsOneDispatch(groups: number): boolean {
  return groups <= mostGroups;
}
