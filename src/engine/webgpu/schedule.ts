import { conflict, fitsOneDispatch, groupCount, type ShaderStage } from './shaders/index.ts';

/** A shader stage and the kernel of the plan that it belongs to. A kernel has one stage or several, run in order. */
export interface KernelStage {
  readonly stage: ShaderStage;
  /** Index of the kernel in the plan. */
  readonly kernel: number;
}

/** A stage with more workgroups than this, over all replicas, fills the GPU by itself and gets its own dispatch. */
const enoughAlone = 1024;

/** Most stages fused into one shader: shader compilers take long on large ones. */
const mostStages = 16;

/**
 * Groups independent stages into dispatches (horizontal fusion). Dispatches run one after the other, and with small
 * kernels the fixed cost of a dispatch dominates, so fewer are faster. Each stage computes the same as alone.
 *
 * Stages are first sorted into levels of the dependency graph: two stages depend on each other when one writes arena
 * memory that the other reads or writes. Stages of one level are independent; those that fit together share a dispatch.
 * @param stages all stages, each after those that it depends on
 * @param replicas how many run at a time, along the third axis of the grid
 * @returns the stages of each dispatch, in the order to run the dispatches
 */
export function schedule(stages: readonly KernelStage[], replicas: number): KernelStage[][] {
  const levels = levelsOf(stages.map(({ stage }) => stage));
  const byLevel: KernelStage[][] = [];
  stages.forEach((stage, index) => (byLevel[levels[index]!] ??= []).push(stage));
  return byLevel.flatMap((level) => dispatchesOf(level, replicas));
}

/** The level of each stage: the length of the longest chain of stages that it depends on, 0 for none. */
function levelsOf(stages: readonly ShaderStage[]): number[] {
  const levels: number[] = [];
  stages.forEach((stage, index) => {
    let level = 0;
    for (let before = 0; before < index; before++) {
      if (levels[before]! >= level && conflict(stages[before]!.uses, stage.uses)) level = levels[before]! + 1;
    }
    levels.push(level);
  });
  return levels;
}

/**
 * Packs the stages of one level into dispatches, first fit. All stages of a dispatch have the same workgroup size and
 * the same bindings, which have room for one data set (`table`).
 */
function dispatchesOf(level: readonly KernelStage[], replicas: number): KernelStage[][] {
  const open: KernelStage[][] = [];
  const done: KernelStage[][] = [];
  // Stages with a fixed workgroup size first: the others adapt to the size that a dispatch has then.
  const ordered = level.toSorted((a, b) => Number(a.stage.anySize) - Number(b.stage.anySize));
  for (const own of ordered) {
    // Registers and workgroup memory limit occupancy and are allotted per shader, so a stage that uses workgroup memory
    // and barriers would slow down the stages fused with it.
    if (own.stage.workgroupWords > 0 || groupCount(own.stage, own.stage.size) * replicas > enoughAlone) {
      done.push([own]);
      continue;
    }
    const place = open.find((stages) => canJoin(stages, own.stage));
    if (place) place.push(own);
    else open.push([own]);
  }
  return [...done, ...open];
}

function canJoin(stages: readonly KernelStage[], stage: ShaderStage): boolean {
  const members = stages.map((own) => own.stage);
  const size = Math.max(...members.map((member) => member.size));
  const sizeFits = stage.anySize
    ? stage.size <= size || members.every((member) => member.anySize)
    : stage.size === size;
  const tables = [...members, stage].filter(({ table }) => table !== undefined);
  const joined = Math.max(size, stage.size);
  const groups = [...members, stage].reduce((sum, member) => sum + groupCount(member, joined), 0);
  return sizeFits && stages.length < mostStages && tables.length <= 1 && fitsOneDispatch(groups);
}
