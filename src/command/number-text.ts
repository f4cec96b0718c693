const special: Readonly<Record<string, number>> = {
  nan: NaN,
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-infinity': -Infinity,
};

/** A number as programs print it, `nan` and `-inf` in any case among them: a run may diverge. Undefined for all else. */
export function numberOf(text: string): number | undefined {
  const plain = text.trim();
  const lower = plain.toLowerCase();
  if (Object.hasOwn(special, lower)) return special[lower];
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}
