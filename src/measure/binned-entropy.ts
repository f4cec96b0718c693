/** Entropy in bits of the empirical distribution of values in bins of the given width, one of which starts at 0. */
export function binnedEntropy(values: ArrayLike<number>, width: number): number {
  return entropyOf(binsOf(values, width));
}

function binsOf(values: ArrayLike<number>, width: number): number[] {
  if (!(width > 0)) throw new RangeError(`the width of a bin must be above 0, got ${width}`);
  return Array.from(values, (value) => Math.floor(value / width));
}

function entropyOf(symbols: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values())
    entropy -= (count / symbols.length) * Math.log2(count / symbols.length);
  return Math.max(0, entropy);
}
