import { FreshWorkers } from './fresh-workers.ts';

export interface LaneOptions {
  /** Things done at the same time. */
  readonly jobs: number;
  /** Aborted to end gracefully: chunks in flight finish, nothing is begun. */
  readonly stop?: AbortSignal | undefined;
  /** Aborted to end at once. */
  readonly kill?: AbortSignal | undefined;
}

/** Works in lanes side by side with fresh worker processes, which end with the signals. */
export async function inLanes(
  { jobs, stop, kill }: LaneOptions,
  lane: (workers: FreshWorkers) => Promise<void>,
): Promise<void> {
  const workers = new FreshWorkers();
  const stopAll = (): void => workers.stop();
  const killAll = (): void => workers.kill();
  stop?.addEventListener('abort', stopAll);
  kill?.addEventListener('abort', killAll);
  try {
    await Promise.all(Array.from({ length: jobs }, () => lane(workers)));
  } finally {
    stop?.removeEventListener('abort', stopAll);
    kill?.removeEventListener('abort', killAll);
    workers.close();
  }
}

/** Whether one of the signals was given. */
export function ended({ stop, kill }: Pick<LaneOptions, 'stop' | 'kill'>): boolean {
  return (stop?.aborted ?? false) || (kill?.aborted ?? false);
}
