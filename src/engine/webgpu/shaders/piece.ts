/** One call of a compute shader for every replica. */
export interface Dispatch {
  /** WGSL. Kernels that differ in nothing but their places in memory have the same. */
  readonly source: string;
  /** Words of the shader's `params`, see `Params`. */
  readonly params: readonly number[];
  /** Workgroups along x and y; replicas are along z. */
  readonly groups: readonly [number, number];
  /** The data set that the shader reads as `outside`, by its slot in the plan. */
  readonly table?: number;
}

/** What a kernel becomes. */
export interface Emitted {
  readonly dispatches: readonly Dispatch[];
  /** Bytes behind the plan's arena that the dispatches pass on to each other. */
  readonly scratchBytes: number;
}

export const noDispatch: Emitted = { dispatches: [], scratchBytes: 0 };

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

/** All words of a dispatch. */
export function paramWords(dispatch: Dispatch, wordsOfArena: number): number[] {
  return [wordsOfArena, 0, ...dispatch.params];
}

function paramAt(word: number): string {
  return `params[${Math.floor(word / 4)}].${'xyzw'[word % 4]}`;
}
