import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Call, type Commands, OnePass } from './commands.ts';
import type { DataTables } from './data-tables.ts';
import type { Device } from './device.ts';
import { usage } from './device-usage.ts';
import type { DispatchClock } from './dispatch-clock.ts';
import { type Transfer, outsideGroup } from './transfer.ts';
import type { ReplicaBatch } from './staging-buffer.ts';
import { type UniformBlocks, uniformAlignment } from './uniform-blocks.ts';

/** A dispatch with its compiled pipeline. */
export interface Prepared {
  readonly pipeline: GPUComputePipeline;
  /** Index of its block of uniforms. */
  readonly index: number;
  readonly groups: readonly [number, number];
  /** The data set bound as `outside`. */
  readonly table?: number;
}

/** Steps per submission, and submissions in flight. */
const stepsOfSubmission = 64;
const submissionsAhead = 4;

/** Step numbers in the uniform buffer: most steps of a block. */
export const mostSteps = 1024;

/** Words of the report of failures: how many there were, and the site and the index of the first. */
export const failureWords = 4;

export interface RecorderParts {
  readonly device: Device;
  readonly arenas: GPUBuffer;
  readonly uniforms: UniformBlocks;
  readonly failure: GPUBuffer;
  readonly data: DataTables;
  /** Times every dispatch. */
  readonly clock?: DispatchClock | undefined;
}

/** Encodes and submits dispatches for all replicas of a batch. */
export class StepRecorder {
  private readonly steps: GPUBuffer;
  private readonly group: GPUBindGroup;
  private readonly nothing: GPUBuffer;
  private readonly nothingGroup: GPUBindGroup;
  private readonly waiting: Promise<unknown>[] = [];
  private replicas = 0;

  constructor(private readonly parts: RecorderParts) {
    const { device, arenas, uniforms, failure } = parts;
    this.steps = device.buffer(
      uniformAlignment * mostSteps,
      usage.uniform | usage.copyTarget,
      'step numbers',
    );
    this.nothing = device.buffer(0, usage.storage, 'an empty buffer');
    this.nothingGroup = outsideGroup(device, this.nothing);
    this.group = device.gpu.createBindGroup({
      layout: device.groupLayout,
      entries: [
        { binding: 0, resource: { buffer: arenas } },
        { binding: 1, resource: { buffer: uniforms.buffer, size: uniforms.blockBytes } },
        { binding: 2, resource: { buffer: failure } },
        { binding: 3, resource: { buffer: this.steps, size: uniformAlignment } },
      ],
    });
  }

  /** Selects the batch of replicas for later dispatches. */
  select({ first, count }: ReplicaBatch): void {
    const words = new Uint32Array((uniformAlignment / 4) * mostSteps);
    for (let step = 0; step < mostSteps; step++) words.set([step, first], (uniformAlignment / 4) * step);
    this.parts.device.gpu.queue.writeBuffer(this.steps, 0, words);
    this.replicas = count;
  }

  /** Submits what `record` encodes. */
  submit(record: (commands: Commands) => void): void {
    const { device, clock } = this.parts;
    const encoder = device.gpu.createCommandEncoder();
    const commands = clock?.commands(encoder) ?? new OnePass(encoder);
    record(commands);
    commands.end();
    device.gpu.queue.submit([encoder.finish()]);
  }

  /** Submits the steps of a block, several per submission, and yields to the event loop in between. */
  async submitSteps(steps: number, record: (commands: Commands, step: number) => void): Promise<void> {
    const { device, clock } = this.parts;
    for (let from = 0; from < steps; from += stepsOfSubmission) {
      const end = Math.min(steps, from + stepsOfSubmission);
      this.submit((commands) => {
        for (let step = from; step < end; step++) record(commands, step);
      });
      await clock?.read();
      this.waiting.push(device.gpu.queue.onSubmittedWorkDone());
      if (this.waiting.length > submissionsAhead) await this.waiting.shift();
      else await nextTurn();
    }
  }

  dispatch(commands: Commands, { pipeline, index, groups, table }: Prepared, step: number): void {
    const outside = table === undefined ? this.nothingGroup : this.parts.data.group(table);
    commands.call(this.callOf(pipeline, index, groups, outside, step));
  }

  /** Encodes the transfer of a step of a group of arrays. */
  transfer(commands: Commands, transfer: Transfer, step: number): void {
    if (transfer.isEmpty) return;
    commands.call(
      this.callOf(transfer.pipeline, transfer.index, transfer.shader.groups, transfer.group, step),
    );
  }

  release(): void {
    this.steps.destroy();
    this.nothing.destroy();
  }

  private callOf(
    pipeline: GPUComputePipeline,
    index: number,
    groups: readonly [number, number],
    outside: GPUBindGroup,
    step: number,
  ): Call {
    const offsets = [index * this.parts.uniforms.blockBytes, step * uniformAlignment] as const;
    return { pipeline, index, group: this.group, offsets, outside, groups: [...groups, this.replicas] };
  }
}
