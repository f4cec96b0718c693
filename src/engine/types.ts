import type * as tf from '@tensorflow/tfjs-core';
import type { NdRecord, SpecRecord } from '#core';
import type { EngineProfile } from './profile/engine-profile.ts';
import type { Graph } from './graph/graph.ts';

/** Tensors by name, as a step takes and returns them. */
export type TensorRecord = Readonly<Record<string, tf.Tensor>>;

/**
 * One step of training or evaluation as a pure function of TF.js ops: no reads of values, no random ops, no variables.
 * `state` goes from step to step, `input` is this step's slice of the inputs, `data` is the same in every step.
 */
export type Step = (
  state: TensorRecord,
  input: TensorRecord,
  data: TensorRecord,
) => { readonly state: TensorRecord; readonly metrics: TensorRecord };

/** Shapes and element types that a step is compiled for. `input` shapes are one step's, without the step axis. */
export interface StepSpecs {
  readonly state: SpecRecord;
  readonly input: SpecRecord;
  readonly data: SpecRecord;
}

/** An engine by name; `resolveEngine` takes `auto` as well. */
export type EngineName = 'webgpu' | 'cpu' | 'cuda' | 'tfjs-node-gpu' | 'reference';

/** On what a step is compiled. */
export interface EngineOptions {
  readonly engine: EngineName;
  /** Threads of the engine's session. */
  readonly threads: number;
  /** Whether the program times its kernels, which slows it down a little: see `Program.profile`. Default: no. */
  readonly profile?: boolean | undefined;
}

/** What running some steps gives. */
export interface ChunkResult {
  readonly state: NdRecord;
  /** Every metric with a leading axis: the steps of the chunk. */
  readonly metrics: NdRecord;
}

/** A compiled step. */
export interface Program {
  readonly engine: EngineName;
  /** What runs it, of an engine that has several ways. */
  readonly basis?: 'machine code' | 'ONNX Runtime';
  /** What was recorded of the step, where it was. */
  readonly recorded?: Graph | undefined;
  /**
   * Folds the step over `steps` steps.
   *
   * The arrays are read where they lie, on other threads, until the promise resolves: they may be neither written to nor
   * transferred (`structuredClone`, `postMessage`) before, which ends the process or makes other numbers.
   * @param inputs every input with a leading axis of length `steps`
   */
  run(state: NdRecord, inputs: NdRecord, data: NdRecord, steps: number): Promise<ChunkResult>;
  /**
   * What all runs so far have cost, kernel by kernel; there where the program was compiled to be profiled. Nothing may be
   * run afterwards.
   */
  readonly profile?: (() => Promise<EngineProfile>) | undefined;
  /** Frees what it holds; a second time nothing is left to do. */
  dispose(): Promise<void>;
}

/** Compiles a step for fixed shapes. */
export type Compile = (step: Step, specs: StepSpecs, options: EngineOptions) => Promise<Program>;
