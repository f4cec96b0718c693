/** Throws unless the series have the given lengths. */
export function requireLengths(series: Readonly<Record<string, ArrayLike<number>>>, length: number): void {
  for (const [name, values] of Object.entries(series)) {
    if (values.length !== length) {
      throw new RangeError(`series ${name} has ${values.length} points, expected ${length}`);
    }
  }
}

/** A quantity given once or per step, as a function of the step. */
export function perStep(
  name: string,
  value: number | ArrayLike<number>,
  steps: number,
): (step: number) => number {
  if (typeof value === 'number') return () => value;
  requireLengths({ [name]: value }, steps);
  return (step) => value[step]!;
}
