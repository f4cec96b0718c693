/** What a claim's test is told when its claim is settled: plain data, which passes between processes as JSON. */
export type ClaimAnswer =
  | {
      readonly type: 'judged';
      /** Whether the verdict is the expected one. */
      readonly expected: boolean;
      /** Why the test fails, where it does. */
      readonly failure: string;
      /** Evidence of an earlier run still holds: nothing was trained. */
      readonly reused: boolean;
      /** What is noted of it, one line each. */
      readonly notes: readonly string[];
      readonly facts: ClaimTestFacts;
    }
  /** There is nothing to judge at this tier. */
  | { readonly type: 'skipped'; readonly why: string }
  /** The machine or a file failed, which says nothing about the claim. */
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'stopped' };

/** What reporters find in the `meta` of a claim's test. */
export interface ClaimTestFacts {
  readonly id: string;
  /** Of an inconclusive verdict with the kind. */
  readonly outcome: string;
  readonly seeds: number;
  readonly successes: number;
  readonly log10EvidenceFor: number;
  readonly log10EvidenceAgainst: number;
  /** What judging took, in seconds; a test also waits for its turn. */
  readonly wallSeconds: number;
  readonly reused: boolean;
  /** Evidence file. */
  readonly evidence: string;
}
