import { arenaWords, Params, type ShaderStage } from './shader-stage.ts';
import { bindings, mostGroups, product, u32 } from './source.ts';

/** A dispatch of a compute shader, over all replicas of a batch. */
export interface Dispatch {
  /** WGSL. Dispatches that differ in addresses only have the same source, and share a pipeline. */
  readonly source: string;
  /** Uniforms of the shader, behind the reserved ones. */
  readonly params: readonly number[];
  /** Grid along x and y, in workgroups. Replicas are along z. */
  readonly groups: readonly [number, number];
  /** The data set bound as `outside`, by its slot in the plan. */
  readonly table?: number;
}

/** All uniforms of a dispatch. */
export function paramWords({ params }: Pick<Dispatch, 'params'>, wordsOfArena: number): number[] {
  return [wordsOfArena, 0, ...params];
}

/**
 * Fuses stages into one dispatch (horizontal fusion): each has a range of the grid's workgroups.
 * @param stages independent stages that agree on the workgroup size, with at most one `table` among them, and together at
 * most `mostGroups` workgroups unless there is only one stage
 */
export function dispatchOf(stages: readonly ShaderStage[]): Dispatch {
  const size = Math.max(...stages.map((stage) => stage.size));
  const params = new Params();
  const functions = new Set(stages.flatMap((stage) => stage.functions));
  const bodies = stages.map((stage, index) => stageFunction(index, stage.body(params, size)));
  const workgroupWords = Math.max(...stages.map((stage) => stage.workgroupWords));
  const groups = stages.map((stage) => stage.groups(size));
  const { calls, total } = stages.length === 1 ? alone(groups[0]!) : sideBySide(groups);
  const table = stages.find((stage) => stage.table !== undefined)?.table;
  const source = `${bindings}@group(0) @binding(1) var<uniform> params: array<vec4<u32>, ${params.vectors}>;
${workgroupWords > 0 ? `var<workgroup> workgroup_memory: array<u32, ${workgroupWords}>;\n` : ''}${[...functions].join('')}
${bodies.join('')}@compute @workgroup_size(${size})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  let base = id.z * ${arenaWords};
${calls.map((line) => `  ${line}`).join('\n')}
}
`;
  return { source, params: params.words, groups: total, ...(table !== undefined && { table }) };
}

function stageFunction(index: number, body: readonly string[]): string {
  return `fn stage${index}(group: vec2<u32>, local: u32, replica: u32, base: u32) {
${body.map((line) => `  ${line}`).join('\n')}
}
`;
}

interface Calls {
  readonly calls: readonly string[];
  readonly total: readonly [number, number];
}

function alone(groups: readonly [number, number]): Calls {
  return { calls: ['stage0(id.xy, local, id.z, base);'], total: groups };
}

/** Gives each stage a range of workgroups along x. */
function sideBySide(groups: readonly (readonly [number, number])[]): Calls {
  let begin = 0;
  const calls = groups.map(([x, y], index) => {
    const from = begin;
    begin += x * y;
    const own = `(id.x - ${u32(from)})`;
    const group = y === 1 ? `vec2<u32>(${own}, 0u)` : `vec2<u32>(${own} % ${u32(x)}, ${own} / ${u32(x)})`;
    // Not `else if`: shader compilers are slow on deep nesting.
    return `if (id.x >= ${u32(from)} && id.x < ${u32(begin)}) { stage${index}(${group}, local, id.z, base); }`;
  });
  return { calls, total: [begin, 1] };
}

/** Workgroups of a stage for workgroups of `size` invocations. */
export function groupCount(stage: ShaderStage, size: number): number {
  return product(stage.groups(size));
}

/** Whether fused stages fit the grid. */
export function fitsOneDispatch(groups: number): boolean {
  return groups <= mostGroups;
}
