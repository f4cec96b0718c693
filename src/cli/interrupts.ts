const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupts {
  /** Aborted by the first Ctrl-C (or SIGTERM): end gracefully. */
  readonly stop: AbortSignal;
  /** Aborted by the second: end at once. */
  readonly kill: AbortSignal;
  /** Gives the signals back their usual meaning. */
  release(): void;
}

/** Takes Ctrl-C over until released; `tell` is given a line for the user. */
export function catchInterrupts(tell: (line: string) => void): Interrupts {
  const stop = new AbortController();
  const kill = new AbortController();
  const handle = (): void => {
    if (stop.signal.aborted) kill.abort();
    else {
      tell('stopping after the chunks in flight; press Ctrl-C again to end at once');
      stop.abort();
    }
  };
  for (const signal of signals) process.on(signal, handle);
  return {
    stop: stop.signal,
    kill: kill.signal,
    release: () => signals.forEach((signal) => process.off(signal, handle)),
  };
}
