/** Signals that ask for an end, with the exit code of a run that one of them ended (128 and its number). */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const signals = Object.keys(exitCodes) as (keyof typeof exitCodes)[];

/** Milliseconds for chunks in flight: an arm that loops, or has no chunks, would hold the run for ever. */
const grace = 5000;

export interface Interrupts {
  /** Aborted by the first Ctrl-C (or SIGTERM): end gracefully. */
  readonly stop: AbortSignal;
  /** Aborted by the second, or when the first has been waited for long enough: end at once. */
  readonly kill: AbortSignal;
  /** Exit code of a run that was stopped. */
  readonly exitCode: () => number;
  /** Gives the signals back their usual meaning. */
  release(): void;
}

/** Takes Ctrl-C over until released; `tell` is given a line for the user. */
export function catchInterrupts(tell: (line: string) => void): Interrupts {
  const stop = new AbortController();
  const kill = new AbortController();
  let exitCode: number = exitCodes.SIGINT;
  let limit: NodeJS.Timeout | undefined;
  const handle = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) kill.abort();
    else {
      exitCode = exitCodes[signal as keyof typeof exitCodes];
      tell('stopping after the chunks in flight; press Ctrl-C again to end at once');
      limit = setTimeout(() => kill.abort(), grace);
      stop.abort();
    }
  };
  for (const signal of signals) process.on(signal, handle);
  return {
    stop: stop.signal,
    kill: kill.signal,
    exitCode: () => exitCode,
    release: () => {
      clearTimeout(limit);
      signals.forEach((signal) => process.off(signal, handle));
    },
  };
}
