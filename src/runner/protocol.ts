import type { Batch, ClaimFacts, ClaimProgress, Evidence, EvidenceProblem, Untested } from '#claim';
import type { SeedFamily, Tier } from '#core';
import type { CanaryRecord } from '#engine';
import type { ClaimKeys } from './claim-keys.ts';
import type { ClaimEntry } from '#sources';
import type { EvidenceCheck } from './evidence-check.ts';
import type { ArmProfile, ProfileOptions } from './profile-arm.ts';
import type { ClaimUnit } from './units/claim-units.ts';

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
  readonly keys: ClaimKeys;
  /** Of the runs that the claim shares with others. */
  readonly runsFile?: string | undefined;
}

/** What is asked of a worker process beside judging, and what it answers: plain data. */
export interface Questions {
  readonly read: { readonly ask: { readonly entry: ClaimEntry }; readonly answer: ClaimFacts };
  /** What is wrong with a claim, as far as that is found without training; see `claimProblems`. */
  readonly lint: { readonly ask: { readonly entry: ClaimEntry }; readonly answer: string[] | undefined };
  readonly check: { readonly ask: { readonly check: EvidenceCheck }; readonly answer: EvidenceProblem[] };
  readonly untested: {
    readonly ask: { readonly claims: string; readonly paper: string; readonly ids: readonly string[] };
    readonly answer: Untested;
  };
  /** What judging a claim is known to need, and what of it is kept. */
  readonly units: {
    readonly ask: { readonly task: JudgeTask; readonly settings: JudgeSettings };
    readonly answer: readonly ClaimUnit[];
  };
  readonly profile: { readonly ask: { readonly options: ProfileOptions }; readonly answer: ArmProfile };
}

export type Question<Kind extends keyof Questions = keyof Questions> = {
  [Each in Kind]: { readonly type: Each } & Questions[Each]['ask'];
}[Kind];

/** What the runner says to a worker process. */
export type ToWorker =
  | { readonly type: 'judge'; readonly task: JudgeTask; readonly settings: JudgeSettings }
  | {
      readonly type: 'train';
      readonly task: JudgeTask;
      readonly batch: Batch;
      readonly settings: JudgeSettings;
    }
  | Question
  /** Loads what judging needs, and waits. */
  | { readonly type: 'prepare' }
  | { readonly type: 'stop' };

/** The machine or a claim file failed, which says nothing about the claim. */
export interface Failure {
  readonly type: 'failed';
  readonly message: string;
  readonly hint?: string | undefined;
  readonly detail: string;
  /** Nothing that the process had done before can be the cause. */
  readonly certain?: boolean;
  /** The signal that ended the process, where it is one of those that compiled code brings about. */
  readonly fault?: string | undefined;
}

/** The user stopped the run; what was finished is in the ledger. */
export interface Stopped {
  readonly type: 'stopped';
}

/** How far the judging of a claim is. */
export interface TrainingReport {
  readonly progress: ClaimProgress;
  /** Replica-steps that its process has trained, or cases that it has tried. */
  readonly trained: number;
}

/** How the judging of one claim ended. */
export type Outcome =
  | {
      readonly type: 'judged';
      readonly evidence: Evidence;
      readonly wallSeconds: number;
      readonly canary: readonly CanaryRecord[];
      /** What it was judged from, with what each part took where it was trained. */
      readonly units: readonly ClaimUnit[];
      /** No seed was trained: the numbers were kept of an earlier run. */
      readonly fromKept: boolean;
      /** Replica-steps that the process trained, or cases that it tried. */
      readonly trained: number;
    }
  | Failure
  | Stopped;

/** How the training of one unit ended. */
export type UnitOutcome = { readonly type: 'trained'; readonly seconds: number } | Failure | Stopped;

/** Files of the claim were edited after its keys were made: nothing was kept, and it is to be judged again. */
export interface Changed {
  readonly type: 'changed';
  readonly files: readonly string[];
}

/** How a question ended. */
export type Answer<Kind extends keyof Questions = keyof Questions> =
  { readonly type: 'answered'; readonly value: Questions[Kind]['answer'] } | Failure | Stopped;

/** What a worker process says to the runner. */
export type FromWorker =
  | Outcome
  | UnitOutcome
  | Changed
  | Answer
  | ({ readonly type: 'progress' } & TrainingReport)
  /** A file of somebody else's is imported from now on; it may never end. */
  | { readonly type: 'importing'; readonly file: string }
  | { readonly type: 'imported' }
  /** Something was thrown that nobody waits for: the process ends. */
  | { readonly type: 'stray'; readonly message: string };
