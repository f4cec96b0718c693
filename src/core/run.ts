import type { NdRecord } from './arrays.ts';
import type { ProgramRecord } from './program-record.ts';
import type { ScanRecord } from './scan-record.ts';
import type { Seed } from './seeds.ts';

/**
 * The scale of a run: seconds to minutes; the one that a verdict is meant to stand at; real data, at a size that two cores
 * train in minutes; the paper's own.
 */
export type Tier = 'smoke' | 'standard' | 'real' | 'paper';
/** The scales of a claim, from the smallest. */
export const tiers: readonly Tier[] = ['smoke', 'standard', 'real', 'paper'];

/** One report of a running training: which part, how far, how fast. */
export interface Progress {
  /** Steps of this arm that are done, and all of them. */
  readonly step: number;
  readonly steps: number;
  /** Replicas trained side by side. */
  readonly replicas: number;
}

/** State and metrics of a scan that was cut short; written between chunks, read when the run starts again. */
export interface ScanCheckpoint {
  readonly step: number;
  readonly state: NdRecord;
  readonly metrics: NdRecord;
}

/** Where a run keeps its checkpoints. `key` names the scan inside the run. */
export interface CheckpointStore {
  load(key: string): ScanCheckpoint | undefined;
  save(key: string, checkpoint: ScanCheckpoint): void;
  clear(key: string): void;
}

/** What an arm needs to train: given by the runner, handed on by the claim, read by `scan`. */
export interface RunContext {
  /** One replica per seed. */
  readonly seeds: readonly Seed[];
  /** Engine name: `auto`, `cpu`, `reference`. */
  readonly engine: string;
  /** Threads that one engine session may use. */
  readonly threads: number;
  /** Told how far a training is. */
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted on Ctrl-C: the scan stops after its chunk, with a checkpoint on disk. */
  readonly signal?: AbortSignal;
  readonly checkpoints?: CheckpointStore;
  /** Told what each scan trains, before it begins. */
  readonly onScan?: (record: ScanRecord) => void;
  /** Names of the scans that this batch has begun: checkpoints are filed by them, so each may be taken once. */
  readonly scanNames?: Set<string>;
  /** Single seeds that were finished, by content key: what the batch of an interrupted run need not do again. */
  readonly seedResults?: ResultStore;
  /** State (`CodeState.hash`) of each folder of code that the claim's arms declare, as its keys have it. */
  readonly code?: Readonly<Record<string, string>>;
}

/** What one replica's training left behind. All series run over recorded points, oldest first. */
export interface Trajectory {
  readonly series: Readonly<Record<string, ArrayLike<number>>>;
  /** Single numbers: final error, final loss. */
  readonly values: Readonly<Record<string, number>>;
  /** Abscissae of series whose points are not every step, by series name. */
  readonly at?: Readonly<Record<string, ArrayLike<number>>>;
  /** Optimizer steps that were taken. */
  readonly steps: number;
  /** Where a program of its own trained. */
  readonly program?: ProgramRecord;
}

/** A place for JSON results by content key: what was computed once is read back when a run starts again. */
export interface ResultStore {
  load(key: string): unknown;
  save(key: string, value: unknown): void;
}
