/** What is trained in one go, for whatever starts it where: one arm's seeds between two looks, or all cases of an invariant. */
export interface Unit {
  /** Content key: the ledger has what was trained under it. */
  readonly key: string;
  /** Ids of the claims that need it, sorted. */
  readonly claims: readonly string[];
  /** Id of the runs that these claims share; null where they share none. */
  readonly runs: string | null;
  /** `property` for the cases of an invariant. */
  readonly arm: string;
  /** Indexes of its first seed and after its last; of cases, for an invariant. */
  readonly seeds: readonly [from: number, to: number];
  /** The look that it is for, from 1. */
  readonly look: number;
  /** What it took, or is expected to take, to train it; null where nothing tells. */
  readonly seconds: number | null;
  /** Most memory that its process held, or is expected to hold, in MiB; null where nothing tells. */
  readonly megabytes: number | null;
  /** The ledger has it. */
  readonly done: boolean;
}

/** Whose a unit is, in a line: `paper/claim arm, seeds 0 to 8`. */
export function unitText({ claims, runs, arm, seeds: [from, to] }: Unit): string {
  const [first = '', ...others] = claims;
  const whose = runs ?? (others.length > 0 ? `${first} and ${others.length} more` : first);
  return `${whose} ${arm}, ${from} to ${to}`;
}
