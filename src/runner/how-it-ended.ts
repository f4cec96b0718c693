const faults: readonly (string | null)[] = ['SIGSEGV', 'SIGBUS', 'SIGILL'];

/** The signal of a process that compiled code led astray, if it was one. */
export function faultOf(signal: string | null): string | undefined {
  return faults.includes(signal) ? signal! : undefined;
}

/** How a process died and what may have been the reason, as the end of a sentence. */
export function howItEnded(code: number | null, signal: string | null): string {
  if (faults.includes(signal)) {
    return `(signal ${signal}): compiled code may have touched memory that is not its own; CLAIMCHECK_NATIVE=0 runs without it`;
  }
  return `(${signal === null ? `exit code ${code}` : `signal ${signal}`}); it may have run out of memory`;
}
