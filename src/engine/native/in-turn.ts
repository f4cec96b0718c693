let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` when all work before it has ended. Compiled programs take all threads that they are given, and those that
 * share out one replica wait for each other: two at a time could wait for threads that never become free.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work, work);
  last = result;
  return result;
}

/** Threads of the pool in which compiled code runs. */
export function poolThreads(): number {
  const given = Number(process.env['UV_THREADPOOL_SIZE']);
  return Number.isSafeInteger(given) && given >= 1 ? given : 4;
}
