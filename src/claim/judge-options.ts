import type { CheckpointStore, ResultStore, SeedFamily, Tier } from '#core';

/** How far the judging of a claim has come. */
export interface ClaimProgress {
  readonly id: string;
  /** The arm that trains; `property` or a mutant's name for an invariant. */
  readonly arm: string;
  readonly armIndex: number;
  readonly arms: number;
  /** Seeds that have been looked at so far (cases, for an invariant), and the most that may be. */
  readonly seeds: number;
  readonly maxSeeds: number;
  /** Optimizer steps of this arm's batch (cases, for an invariant) that are done, and all of them. */
  readonly step: number;
  readonly steps: number;
  readonly replicas: number;
}

export interface JudgeOptions {
  readonly tier: Tier;
  /** 0 for the published seeds; any other number for a fresh, disjoint family. */
  readonly seedBase: number;
  /** Default `judge`; `dev` while settings are being chosen. */
  readonly family?: SeedFamily;
  readonly engine: string;
  readonly threads: number;
  readonly onProgress?: (progress: ClaimProgress) => void;
  readonly signal?: AbortSignal;
  /** Finished batches of an arm, by content: a run that was cut short goes on after the last one. */
  readonly results?: ResultStore;
  /** Checkpoints inside a batch, by the key of the batch. */
  readonly checkpoints?: (key: string) => CheckpointStore;
  /** Fingerprint of the code that makes the numbers; part of every key. */
  readonly salt?: string;
  /** Single seeds of arms that keep them, by content. */
  readonly seedResults?: ResultStore;
  /** State of each folder of code that the arms declare, as the fingerprint has it. */
  readonly code?: Readonly<Record<string, string>>;
}
