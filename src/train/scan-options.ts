import type { NdRecord, RunContext } from '#core';
import type { EngineName, Step } from '#engine';
import type { InputSource } from './chunk-inputs.ts';
import type { ChunkSize } from './chunk-plan.ts';

/** What an observer sees: the state after `step` steps. */
export interface Observed {
  readonly step: number;
  readonly state: NdRecord;
}

interface Observation {
  /** Kept: stacked over observations, and in checkpoints. */
  readonly values?: NdRecord;
  /** Ends the scan here. */
  readonly stop?: boolean;
}

/** What is looked at between chunks of a training. */
export interface Observer {
  /** Steps between observations: after `every`, `2 every`, ... steps. */
  readonly every: number;
  /** Must depend on its argument alone: a scan that goes on from a checkpoint does not repeat past observations. */
  readonly call: (observed: Observed) => Promise<Observation | void> | Observation | void;
}

/** What is trained, from where, on what, for how long. */
export interface ScanOptions {
  readonly run: RunContext;
  /** Names this scan inside its run, for checkpoints and messages. */
  readonly name: string;
  /** A module-level function, or at least the same one every time: programs are kept by the step's identity. */
  readonly step: Step;
  readonly state: NdRecord;
  /** The same in every step. */
  readonly data?: NdRecord;
  /** Default: no inputs but the step index. */
  readonly inputs?: InputSource;
  readonly steps: number;
  /** Default `auto`. Never changes a result. */
  readonly chunk?: ChunkSize;
  /** Names of the metrics to keep. Default: all. */
  readonly record?: readonly string[];
  /** Keeps the metrics of steps 0, `every`, `2 every`, ... Default 1. */
  readonly every?: number;
  readonly observe?: Observer;
  /** Least time between checkpoints. Default 5. */
  readonly checkpointSeconds?: number;
}

/** What a training ends with. */
export interface ScanResult {
  readonly engine: EngineName;
  readonly state: NdRecord;
  /** Kept metrics, with a leading axis of kept steps. */
  readonly metrics: NdRecord;
  /** The 0-based steps whose metrics were kept. */
  readonly at: readonly number[];
  /** Values that the observer returned, with a leading axis of observations. */
  readonly observations: NdRecord;
  /** Steps done at each observation. */
  readonly observedAt: readonly number[];
  /** Steps taken: fewer than asked for when the observer stopped the scan. */
  readonly steps: number;
}
