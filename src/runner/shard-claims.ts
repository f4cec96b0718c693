/** One of several shares of the claims: 1 of `count` to `count` of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Something that takes so many seconds, as far as is known, and belongs to others of its group. */
export interface Weighed {
  readonly id: string;
  /** Claims that share runs train them once: they stay together. */
  readonly group: string;
  readonly seconds: number | undefined;
}

/**
 * The ids that are of a shard. Groups go one by one, the longest first, to the share that has least to do so far; what was never
 * timed counts as the median of what was. The same claims and times give the same shares everywhere.
 */
export function shardOf(claims: readonly Weighed[], { index, count }: Shard): ReadonlySet<string> {
  const known = claims
    .flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]))
    .sort((a, b) => a - b);
  const usual = known[Math.floor(known.length / 2)] ?? 1;
  const groups = new Map<string, { ids: string[]; seconds: number }>();
  for (const { id, group, seconds = usual } of claims) {
    const own = groups.get(group) ?? { ids: [], seconds: 0 };
    groups.set(group, { ids: [...own.ids, id], seconds: own.seconds + seconds });
  }
  const shares = Array.from({ length: count }, () => ({ ids: [] as string[], seconds: 0 }));
  const ordered = [...groups].sort(([a, one], [b, two]) => two.seconds - one.seconds || (a < b ? -1 : 1));
  for (const [, group] of ordered) {
    const least = shares.reduce((best, share) => (share.seconds < best.seconds ? share : best));
    least.ids.push(...group.ids);
    least.seconds += group.seconds;
  }
  return new Set(shares[index - 1]!.ids);
}
