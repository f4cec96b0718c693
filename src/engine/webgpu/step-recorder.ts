import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataTables } from './data-tables.ts';
import type { Device } from './device.ts';
import { usage } from './device-usage.ts';
import { type Mover, outsideGroup } from './mover.ts';
import type { Tile } from './packed.ts';
import { type ParamTable, uniformAlignment } from './param-table.ts';

/** A dispatch whose shader is compiled. */
export interface Prepared {
  readonly pipeline: GPUComputePipeline;
  /** Its block in the table of parameters. */
  readonly index: number;
  readonly groups: readonly [number, number];
  /** The data set that it reads. */
  readonly table?: number;
}

/** Steps that are submitted at a time, and submissions that may wait for the device. */
const stepsOfSubmission = 64;
const submissionsAhead = 4;

/** Steps that can be told apart without a new upload. */
export const mostSteps = 1024;

/** Words of the report of failures: how many there were, and the site and the index of the first. */
export const failureWords = 4;

export interface RecorderParts {
  readonly device: Device;
  readonly arenas: GPUBuffer;
  readonly table: ParamTable;
  readonly failure: GPUBuffer;
  readonly data: DataTables;
}

/** Puts dispatches for all replicas of a tile into the device's queue. */
export class StepRecorder {
  private readonly steps: GPUBuffer;
  private readonly group: GPUBindGroup;
  private readonly nothing: GPUBuffer;
  private readonly nothingGroup: GPUBindGroup;
  private readonly waiting: Promise<unknown>[] = [];
  private replicas = 0;

  constructor(private readonly parts: RecorderParts) {
    const { device, arenas, table, failure } = parts;
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
        { binding: 1, resource: { buffer: table.buffer, size: table.blockBytes } },
        { binding: 2, resource: { buffer: failure } },
        { binding: 3, resource: { buffer: this.steps, size: uniformAlignment } },
      ],
    });
  }

  /** From now on, dispatches are for the replicas of a tile. */
  turnTo({ first, count }: Tile): void {
    const words = new Uint32Array((uniformAlignment / 4) * mostSteps);
    for (let step = 0; step < mostSteps; step++) words.set([step, first], (uniformAlignment / 4) * step);
    this.parts.device.gpu.queue.writeBuffer(this.steps, 0, words);
    this.replicas = count;
  }

  /** Submits what `record` records. */
  submit(record: (pass: GPUComputePassEncoder) => void): void {
    const { gpu } = this.parts.device;
    const encoder = gpu.createCommandEncoder();
    const pass = encoder.beginComputePass();
    record(pass);
    pass.end();
    gpu.queue.submit([encoder.finish()]);
  }

  /** Submits `steps` steps of a block, a number at a time, and lets timers and signals have their turn between. */
  async submitSteps(
    steps: number,
    record: (pass: GPUComputePassEncoder, step: number) => void,
  ): Promise<void> {
    for (let from = 0; from < steps; from += stepsOfSubmission) {
      const end = Math.min(steps, from + stepsOfSubmission);
      this.submit((pass) => {
        for (let step = from; step < end; step++) record(pass, step);
      });
      this.waiting.push(this.parts.device.gpu.queue.onSubmittedWorkDone());
      if (this.waiting.length > submissionsAhead) await this.waiting.shift();
      else await nextTurn();
    }
  }

  dispatch(pass: GPUComputePassEncoder, { pipeline, index, groups, table }: Prepared, step: number): void {
    const outside = table === undefined ? this.nothingGroup : this.parts.data.group(table);
    this.record(pass, pipeline, index, groups, outside, step);
  }

  /** Copies a step of a group of arrays. */
  move(pass: GPUComputePassEncoder, mover: Mover, step: number): void {
    if (mover.isEmpty) return;
    this.record(pass, mover.pipeline, mover.index, mover.transfer.groups, mover.group, step);
  }

  release(): void {
    this.steps.destroy();
    this.nothing.destroy();
  }

  private record(
    pass: GPUComputePassEncoder,
    pipeline: GPUComputePipeline,
    index: number,
    groups: readonly [number, number],
    outside: GPUBindGroup,
    step: number,
  ): void {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.group, [index * this.parts.table.blockBytes, step * uniformAlignment]);
    pass.setBindGroup(1, outside);
    pass.dispatchWorkgroups(groups[0], groups[1], this.replicas);
  }
}
