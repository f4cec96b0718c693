/** Steps per call of a program: a fixed number, or `auto` to aim at a quarter of a second. */
export type ChunkSize = number | 'auto';

export interface ChunkPlan {
  /** Steps of the next chunk, between 1 and `available`. */
  next(available: number): number;
  /** Learns from a chunk that took `seconds`. */
  took(steps: number, seconds: number): void;
}

/** Long enough to hide the cost of a call, short enough for progress and Ctrl-C. */
const targetSeconds = 0.25;
/** The first chunk warms caches up and says little, so sizes grow by steps. */
const largestGrowth = 8;
const largestChunk = 20_000;

/** Sizes of a scan's chunks; they change when things happen, never what is computed. */
export function chunkPlan(chunk: ChunkSize): ChunkPlan {
  if (chunk !== 'auto') {
    if (!Number.isSafeInteger(chunk) || chunk < 1) {
      throw new RangeError(`chunk must be 'auto' or a whole number of at least 1, got ${chunk}`);
    }
    return { next: (available) => Math.min(chunk, available), took: () => undefined };
  }
  let size = 1;
  return {
    next: (available) => Math.min(size, available),
    took(steps, seconds) {
      const wanted = (steps * targetSeconds) / Math.max(seconds, 1e-6);
      size = Math.max(1, Math.floor(Math.min(wanted, steps * largestGrowth, largestChunk)));
    },
  };
}
