/** A verdict with the kind of reason of an inconclusive one: `supported`, `inconclusive: budget`. */
export function outcomeName({
  verdict,
  inconclusive,
}: {
  readonly verdict: string;
  readonly inconclusive?: string;
}): string {
  return inconclusive === undefined ? verdict : `${verdict}: ${inconclusive}`;
}

/** Whether a verdict is the one that was expected, of the inconclusive ones with the same kind. */
export function isExpected(
  judged: Parameters<typeof outcomeName>[0] & { readonly expected: string },
): boolean {
  return outcomeName(judged) === judged.expected;
}
