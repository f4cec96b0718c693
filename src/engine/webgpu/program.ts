import type { NdArray, NdRecord, TypedValues } from '#core';
import { badIndexError } from '../bad-index.ts';
import { checkLive, checkRun } from '../contract.ts';
import { fromWords, type Words, toWords } from '../words.ts';
import type { Plan } from '../plan/index.ts';
import type { EngineProfile } from '../profile/engine-profile.ts';
import type { OneReplica } from '../passes/replicas/one-replica.ts';
import type { ChunkResult, Program, StepSpecs } from '../types.ts';
import type { Batching } from './arenas.ts';
import type { DataTables } from './data-tables.ts';
import type { Device } from './device.ts';
import type { Measured } from './measured.ts';
import type { Transfer } from './transfer.ts';
import type { UniformBlocks } from './uniform-blocks.ts';
import type { ReplicaBatch } from './staging-buffer.ts';
import type { Transfers } from './transfers.ts';
import { failureWords, mostSteps, type Prepared, type StepRecorder } from './step-recorder.ts';

export interface WebgpuParts {
  readonly specs: StepSpecs;
  readonly plan: Plan;
  readonly one: OneReplica;
  readonly batching: Batching;
  /** Shapes of the metrics of one step, for all replicas. */
  readonly metricShapes: Readonly<Record<string, readonly number[]>>;
}

/** What a program has on its device. */
export interface OnDevice {
  readonly device: Device;
  readonly transfers: Transfers;
  readonly uniforms: UniformBlocks;
  readonly data: DataTables;
  readonly arenas: GPUBuffer;
  readonly failure: GPUBuffer;
  readonly recorder: StepRecorder;
  readonly once: readonly Prepared[];
  readonly step: readonly Prepared[];
}

/** Limit on the staging buffers of inputs and of metrics, in bytes: longer runs are cut into blocks of steps. */
const blockBytes = 2 ** 28;

/** A step in compute shaders: the replicas of a batch take each step together, and batches run one after the other. */
export class WebgpuProgram implements Program {
  readonly engine = 'webgpu';
  /** Host arrays whose values are already on the device, by name: data, and the state that the last run returned. */
  private held: ReadonlyMap<string, TypedValues> = new Map();

  readonly profile?: () => Promise<EngineProfile>;
  private disposed = false;

  constructor(
    private readonly parts: WebgpuParts,
    private readonly on: OnDevice,
    private readonly measured?: Measured,
  ) {
    if (measured) this.profile = () => Promise.resolve(measured.profile());
  }

  /** Replicas of a batch. */
  get replicas(): number {
    return this.parts.batching.replicas;
  }

  async run(state: NdRecord, inputs: NdRecord, data: NdRecord, steps: number): Promise<ChunkResult> {
    checkLive(this.disposed);
    checkRun(this.parts.specs, state, inputs, data, steps);
    const fold = () => this.fold(state, inputs, data, steps);
    return this.on.device.checked(() => this.measured?.run(steps, fold) ?? fold());
  }

  async dispose(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    const { device, transfers, uniforms, data, arenas, failure, recorder } = this.on;
    await device.checked(async () => {
      Object.values(transfers).forEach((transfer: Transfer) => transfer.release());
      [uniforms, data, recorder].forEach((own) => own.release());
      arenas.destroy();
      failure.destroy();
      this.measured?.clock.release();
      return Promise.resolve();
    });
  }

  private async fold(state: NdRecord, inputs: NdRecord, data: NdRecord, steps: number): Promise<ChunkResult> {
    const { transfers, device } = this.on;
    const isKept = this.upload(state, data);
    device.gpu.queue.writeBuffer(this.on.failure, 0, new Uint32Array(failureWords));
    const given = wordsOf(transfers.inputs, inputs);
    const metrics = transfers.metrics.staging.results(steps);
    const { batching, one } = this.parts;
    for (let first = 0; first < one.replicas; first += batching.replicas) {
      const batch = { first, count: Math.min(batching.replicas, one.replicas - first) };
      this.on.recorder.select(batch);
      this.begin(isKept);
      await this.steps(batch, given, metrics, steps);
      this.end();
    }
    const next = transfers.stateOut.staging.results(1);
    await transfers.stateOut.staging.read(next, 0, 1, { first: 0, count: one.replicas });
    await this.checkFailure();
    return this.result(state, next, metrics, steps);
  }

  /** Uploads state and data unless they are on the device; returns whether the arenas still hold the state. */
  private upload(state: NdRecord, data: NdRecord): boolean {
    const { transfers, uniforms, data: tables } = this.on;
    const { words, replicas } = this.parts.batching;
    for (const transfer of [transfers.stateIn, transfers.stateOut, transfers.data])
      transfer.place(uniforms, 1, words);
    tables.upload(data);
    const isHeld = (role: string, transfer: Transfer, record: NdRecord): boolean =>
      transfer.slots.every(({ name }) => this.held.get(`${role} ${name}`) === record[name]!.values);
    if (!isHeld('data', transfers.data, data))
      transfers.data.staging.write(wordsOf(transfers.data, data), 0, 1);
    const isKept = isHeld('state', transfers.stateIn, state) && replicas === this.parts.one.replicas;
    if (!isKept) transfers.stateIn.staging.write(wordsOf(transfers.stateIn, state), 0, 1);
    this.held = valuesOf('data', transfers.data, data);
    return isKept;
  }

  /** Copies state and data to the arenas of a batch, and runs the kernels of what no step changes. */
  private begin(isKept: boolean): void {
    const { transfers, recorder, once } = this.on;
    recorder.submit((commands) => {
      if (!isKept) recorder.transfer(commands, transfers.stateIn, 0);
      recorder.transfer(commands, transfers.data, 0);
      for (const dispatch of once) recorder.dispatch(commands, dispatch, 0);
    });
  }

  /** Runs all steps, in blocks for which the staging buffers of inputs and metrics have room. */
  private async steps(
    batch: ReplicaBatch,
    inputs: readonly Words[],
    metrics: readonly Words[],
    steps: number,
  ): Promise<void> {
    const { transfers, recorder, uniforms, step: dispatches, device } = this.on;
    const bytes = Math.max(1, transfers.inputs.staging.stepBytes, transfers.metrics.staging.stepBytes);
    const room = Math.floor(Math.min(blockBytes, device.mostBytes) / bytes);
    const block = Math.max(1, Math.min(mostSteps, steps, room));
    for (let from = 0; from < steps; from += block) {
      const count = Math.min(block, steps - from);
      for (const transfer of [transfers.inputs, transfers.metrics])
        transfer.place(uniforms, count, this.parts.batching.words);
      transfers.inputs.staging.write(inputs, from, count);
      await recorder.submitSteps(count, (commands, step) => {
        recorder.transfer(commands, transfers.inputs, step);
        for (const dispatch of dispatches) recorder.dispatch(commands, dispatch, step);
        recorder.transfer(commands, transfers.metrics, step);
      });
      await transfers.metrics.staging.read(metrics, from, count, batch);
    }
  }

  private end(): void {
    const { transfers, recorder } = this.on;
    recorder.submit((commands) => recorder.transfer(commands, transfers.stateOut, 0));
  }

  /** @throws StepError when an index of a gather was out of bounds */
  private async checkFailure(): Promise<void> {
    const [failures, site, index] = await this.on.device.read(this.on.failure, failureWords);
    if (failures !== 0) throw badIndexError(this.parts.one.graph, site! - 1, index!);
  }

  private result(
    state: NdRecord,
    next: readonly Words[],
    metrics: readonly Words[],
    steps: number,
  ): ChunkResult {
    const { specs, metricShapes } = this.parts;
    const { transfers } = this.on;
    const changed = named(transfers.stateOut, next, (name) => specs.state[name]!.shape);
    const result = { ...state, ...changed };
    this.held = new Map([...this.held, ...valuesOf('state', transfers.stateIn, result)]);
    return {
      state: result,
      metrics: named(transfers.metrics, metrics, (name) => [steps, ...metricShapes[name]!]),
    };
  }
}

function wordsOf({ slots }: Transfer, record: NdRecord): Words[] {
  return slots.map(({ name }) => toWords(record[name]!));
}

function valuesOf(role: string, { slots }: Transfer, record: NdRecord): Map<string, TypedValues> {
  return new Map(slots.map(({ name }) => [`${role} ${name}`, record[name]!.values]));
}

function named(
  { slots }: Transfer,
  words: readonly Words[],
  shapeOf: (name: string) => readonly number[],
): Record<string, NdArray> {
  return Object.fromEntries(slots.map(({ name }, index) => [name, fromWords(words[index]!, shapeOf(name))]));
}
