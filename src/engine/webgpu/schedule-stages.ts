import { conflict, fitsOneDispatch, groupCount, type ShaderStage } from './shaders/index.ts';

/**
 * A shader stage and the kernel of the plan that it belongs to. A kernel that needs a barrier across all workgroups, such
 * as a split reduction, has several stages. These share scratch memory in the arena, and so stay in their order.
 */
export interface KernelStage {
  readonly stage: ShaderStage;
  /** Index of the kernel in the plan of the training step. Only the profiler reads it. */
  readonly kernel: number;
}

/**
 * A stage with more workgroups than this, over all replicas, has a dispatch to itself: it keeps a GPU busy, and next to its
 * running time the cost of a dispatch is small. A rule of thumb, not measured.
 */
const enoughAlone = 1024;

/** Most stages fused into one shader: shader compilers take long on large ones. A rule of thumb as well. */
const mostStages = 16;

/**
 * Groups independent stages into dispatches (horizontal fusion). Dispatches run one after the other, and with small
 * kernels the fixed cost of a dispatch dominates, so fewer are faster. Each stage computes the same bits as alone.
 *
 * Stages are first sorted into levels of the dependency graph, each as early as it can be. The later of two stages depends
 * on the earlier when one writes memory that the other reads or writes (a hazard: read after write, write after read or
 * write after write) in the arena, the buffer in which the planner gave each array of a replica its place. Stages of
 * one level are independent, in whatever order they run; small ones share dispatches, packed first fit.
 * @param stages all stages, in the order of the program
 * @param replicas copies of the program that a dispatch runs, along the third axis of the grid
 * @returns the stages of each dispatch, in the order to run the dispatches
 */
export function scheduleStages(stages: readonly KernelStage[], replicas: number): KernelStage[][] {
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
 * Packs the stages of one level into dispatches, first fit, but for those that run alone. A dispatch has one workgroup size
 * and one bind group. Only one slot of that is for a data set (`table`), so one stage at most may read one.
 */
function dispatchesOf(level: readonly KernelStage[], replicas: number): KernelStage[][] {
  const open: KernelStage[][] = [];
  const done: KernelStage[][] = [];
  // Stages with a fixed workgroup size first: they set that of a dispatch. One that can run at any size then joins where its
  // own is no larger, and runs in the larger workgroups.
  const ordered = level.toSorted((a, b) => Number(a.stage.anySize) - Number(b.stage.anySize));
  for (const own of ordered) {
    // Workgroup memory limits occupancy and is allotted per shader, so a stage that uses it (as all that have barriers do)
    // would slow down the stages fused with it.
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
