import type { MemoryUse } from './memory-use.ts';

/**
 * A stage of a kernel, as part of a compute shader. Stages of a kernel are separated by a barrier over the whole grid,
 * which is a new dispatch; independent stages of several kernels can be fused into one shader (see `scheduleStages`).
 */
export interface ShaderStage {
  /** Invocations per workgroup; the preferred number if any is possible (`anySize`). */
  readonly size: number;
  readonly anySize: boolean;
  /** Workgroups along x and y, for workgroups of `size` invocations. Replicas are along z. */
  readonly groups: (size: number) => readonly [number, number];
  /** WGSL functions that the body calls. */
  readonly functions: readonly string[];
  /** Workgroup memory in 32-bit words, the array `workgroup_memory` of the shader; 0 for none, and then there are no barriers. */
  readonly workgroupWords: number;
  /**
   * Lines of WGSL, with these variables: `group` (workgroup along x and y), `local` (invocation in the workgroup),
   * `replica` (in the batch) and `base` (first word of the replica's arena).
   */
  readonly body: (params: Params, size: number) => string[];
  /** Arena memory that it reads and writes, for the dependency graph. */
  readonly uses: MemoryUse;
  /** The data set that the body reads as `outside`, by its slot in the plan. */
  readonly table?: number;
}

/** A kernel as stages, in the order to run them. */
export interface Emitted {
  readonly stages: readonly ShaderStage[];
  /** Scratch space in bytes, through which its stages pass intermediate results. */
  readonly scratchBytes: number;
}

export const noStages: Emitted = { stages: [], scratchBytes: 0 };

/** Words in front of every shader's own: the size of an arena, and a zero that is opaque to compiler optimizations. */
const reserved = 2;

export const arenaWords = 'params[0].x';
export const opaqueZero = 'params[0].y';

/**
 * Collects the uniforms of a shader. Addresses are uniforms and not literals, so that kernels of the same shape have
 * the same text and are compiled once.
 */
export class Params {
  private readonly own: number[] = [];

  /** The expression that reads `value`, a whole number modulo 2^32. */
  add(value: number): string {
    this.own.push(value >>> 0);
    return paramAt(reserved + this.own.length - 1);
  }

  /** The expression for an address in the arena, in words, given as a byte offset. */
  place(bytes: number): string {
    return this.add(bytes / 4);
  }

  /** The uniforms, without the reserved words. */
  get words(): readonly number[] {
    return this.own;
  }

  /** Length of the uniform array, in vectors of four words. */
  get vectors(): number {
    return Math.ceil((reserved + this.own.length) / 4);
  }
}

function paramAt(word: number): string {
  return `params[${Math.floor(word / 4)}].${'xyzw'[word % 4]}`;
}
