const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof exitCodes;
const signals = Object.keys(exitCodes) as Signal[];

/**
 * Takes Ctrl-C over from whoever listens, who would exit at once, until the returned function gives it back. `handle` is told
 * of each with the exit code of a run that it ends.
 */
export function takeSignals(handle: (exitCode: number) => void): () => void {
  const taken = signals.map((signal) => {
    const before = process.rawListeners(signal) as NodeJS.SignalsListener[];
    const own = (): void => handle(exitCodes[signal]);
    process.removeAllListeners(signal);
    process.on(signal, own);
    return { signal, before, own };
  });
  return () => {
    for (const { signal, before, own } of taken) {
      process.off(signal, own);
      for (const listener of before) process.on(signal, listener);
    }
  };
}
