/** Slots of the block of 8-byte words that each thread of a run gets: addresses and counters. In bytes from its start. */
export const contextSlots = {
  arena: 0,
  /** Steps of the run, and those still to do for the replica at hand. */
  steps: 8,
  stepsLeft: 16,
  /** Number of replicas, and the next one where every thread goes through all of them. */
  replicas: 24,
  nextReplica: 32,
  /** Address of the next replica for any thread, where each takes replicas of its own. */
  queue: 40,
  /** Address and number of the bindings (see `bindingWords`). */
  bindings: 48,
  bindingCount: 56,
  /** Arrivals that a thread waits for at its next barrier. */
  expected: 64,
  /** Address of the arrivals that the threads of a run count together. */
  arrivals: 72,
  /** Address of the clock cycles that each kernel of a step has taken, where they are counted. */
  cycles: 80,
  /** The clock when the running kernel began. */
  began: 88,
  /** The index, int32, that a gather could not follow. */
  badIndex: 96,
} as const;

/** Number of the slots above: the addresses of tables and other arrays come behind them. */
export const firstTable = Object.keys(contextSlots).length;

/**
 * A binding says where an outside array lies: three 8-byte words, the slot for its address (in bytes), the address of the
 * first replica's block, and the bytes from one replica's block to the next's.
 */
export const bindingWords = 3;
