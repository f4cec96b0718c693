let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` when all work before it has ended. Threads that share a replica meet at barriers, so all of them must be
 * running: two programs at a time could deadlock, each waiting for threads of the pool that the other holds.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work, work);
  last = result;
  return result;
}

/**
 * Threads of the pool in which compiled code runs, as libuv reads them (threadpool.c: atoi, 0 becomes
 * 1, at most 1024): threads that wait for each other hang when there are fewer than was thought.
 */
export function poolThreads(given: string | undefined = process.env['UV_THREADPOOL_SIZE']): number {
  if (given === undefined) return 4;
  const parsed = Number.parseInt(given, 10);
  const number = Number.isNaN(parsed) ? 0 : parsed;
  // The number is unsigned there: a negative one is a large one.
  return number < 0 ? 1024 : Math.min(1024, Math.max(1, number));
}
