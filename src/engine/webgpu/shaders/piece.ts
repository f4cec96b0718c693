import type { MemoryUse } from './memory-use.ts';

/**
 * A part of a shader: what the workgroups of one kernel, or of one stage of it, do for a replica. Several make one shader
 * where their order does not matter.
 */
export interface Piece {
  /** Invocations of a workgroup. Of a piece that takes any number, at most as many as have something to do. */
  readonly size: number;
  readonly anySize: boolean;
  /** Workgroups along x and y, of `size` invocations. */
  readonly groups: (size: number) => readonly [number, number];
  /** Helper functions that the body calls. */
  readonly functions: readonly string[];
  /** Words of the workgroup's memory, `near`. */
  readonly near: number;
  /**
   * Lines that know `group` (x and y), `local` (index in the workgroup), `replica` (in the tile) and `base`, the word where
   * the replica's arena begins.
   */
  readonly body: (params: Params, size: number) => string[];
  readonly uses: MemoryUse;
  /** The data set that the body reads as `outside`, by its slot in the plan. */
  readonly table?: number;
}

/** What a kernel becomes: pieces to run one after the other. */
export interface Emitted {
  readonly pieces: readonly Piece[];
  /** Bytes behind the plan's arena that the pieces pass on to each other. */
  readonly scratchBytes: number;
}

export const noPieces: Emitted = { pieces: [], scratchBytes: 0 };

/** Words that every shader has in front: those of an arena, and zero, which no compiler knows to be zero. */
const reserved = 2;

export const arenaWords = 'params[0].x';
export const opaqueZero = 'params[0].y';

/** Collects numbers that shaders get at run time. */
export class Params {
  private readonly own: number[] = [];

  /** The expression that reads `value`, a whole number modulo 2^32. */
  add(value: number): string {
    this.own.push(value >>> 0);
    return paramAt(reserved + this.own.length - 1);
  }

  /** The place of something in the arena, given in bytes, as the number of its word. */
  place(bytes: number): string {
    return this.add(bytes / 4);
  }

  /** The words without the reserved ones. */
  get words(): readonly number[] {
    return this.own;
  }

  /** Vectors of four words that the shader declares. */
  get vectors(): number {
    return Math.ceil((reserved + this.own.length) / 4);
  }
}

function paramAt(word: number): string {
  return `params[${Math.floor(word / 4)}].${'xyzw'[word % 4]}`;
}
