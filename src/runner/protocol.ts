import type { ClaimProgress, Evidence } from '#claim';
import type { SeedFamily, Tier } from '#core';
import type { CanaryRecord } from '#engine';
import type { ClaimEntry } from './discover-claims.ts';

/** How every claim of a run is judged. */
export interface JudgeSettings {
  readonly tier: Tier;
  readonly family: SeedFamily;
  readonly seedBase: number;
  /** An engine's own name, never `auto`. */
  readonly engine: string;
  /** Threads of one engine session. */
  readonly threads: number;
  /** Folder of finished batches and checkpoints. */
  readonly ledger: string;
  /** Train anew what the ledger already has. */
  readonly fresh: boolean;
}

export interface JudgeTask {
  readonly entry: ClaimEntry;
  /** Content key of the code that makes the numbers. */
  readonly salt: string;
  /** Of the runs that the claim shares with others. */
  readonly runsFile?: string | undefined;
}

/** What the runner says to a worker process. */
export type ToWorker =
  | { readonly type: 'judge'; readonly task: JudgeTask; readonly settings: JudgeSettings }
  | { readonly type: 'stop' };

/** How the judging of one claim ended. */
export type Outcome =
  | {
      readonly type: 'judged';
      readonly evidence: Evidence;
      readonly wallSeconds: number;
      readonly canary: readonly CanaryRecord[];
    }
  /** The machine failed, which says nothing about the claim. */
  | { readonly type: 'failed'; readonly message: string; readonly detail: string }
  /** The user stopped the run; what was finished is in the ledger. */
  | { readonly type: 'stopped' };

/** What a worker process says to the runner. */
export type FromWorker = Outcome | { readonly type: 'progress'; readonly progress: ClaimProgress };
