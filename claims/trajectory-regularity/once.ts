const known = new Map<string, Promise<unknown>>();

/** What `make` made when it was asked for the same first; arms of a claim that look at one training train it once. */
export function once<Made>(wanted: unknown, make: () => Promise<Made>): Promise<Made> {
  const key = JSON.stringify(wanted);
  const made = (known.get(key) as Promise<Made> | undefined) ?? make();
  known.set(key, made);
  // A run that was stopped is trained again.
  made.catch(() => known.delete(key));
  return made;
}
