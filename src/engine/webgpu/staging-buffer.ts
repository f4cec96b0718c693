import { type Words, wordsFor } from '../words.ts';
import type { Slot } from '../plan/index.ts';
import type { Device } from './device.ts';
import { mapRead, usage } from './device-usage.ts';
import type { Region } from './shaders/index.ts';

/** An array in a staging buffer. */
export interface StagedSlot {
  readonly slot: Slot;
  /** Whether all replicas share it. */
  readonly shared: boolean;
}

/** A batch of replicas: `first` to `first` + `count`. */
export interface ReplicaBatch {
  readonly first: number;
  readonly count: number;
}

/** A staging buffer of arrays [steps, replicas, elements], one after the other. It grows on demand. */
export class StagingBuffer {
  private own: GPUBuffer | undefined;
  private reader: GPUBuffer | undefined;
  private readonly wordsOfStep: readonly number[];

  constructor(
    private readonly device: Device,
    private readonly what: string,
    readonly slots: readonly StagedSlot[],
    private readonly replicas: number,
  ) {
    this.wordsOfStep = slots.map(({ slot, shared }) => slot.elements * (shared ? 1 : replicas));
  }

  /** Bytes of one step of all arrays. */
  get stepBytes(): number {
    return 4 * this.wordsOfStep.reduce((sum, words) => sum + words, 0);
  }

  /** Layout for `steps` steps. */
  regions(steps: number): Region[] {
    const starts = this.starts(steps);
    return this.slots.map(({ slot, shared }, index) => ({
      start: starts[index]!,
      fromReplica: shared ? 0 : slot.elements,
      fromStep: this.wordsOfStep[index]!,
    }));
  }

  /** The buffer, reallocated if it has no room for `steps` steps. */
  buffer(steps: number): GPUBuffer {
    const bytes = this.stepBytes * steps;
    if (this.own && this.own.size >= bytes) return this.own;
    this.own?.destroy();
    this.own = this.device.buffer(bytes, usage.storage | usage.copySource | usage.copyTarget, this.what);
    return this.own;
  }

  /** Uploads steps `from` to `from` + `steps` of every array. */
  write(arrays: readonly Words[], from: number, steps: number): void {
    const buffer = this.buffer(steps);
    const starts = this.starts(steps);
    arrays.forEach(({ values }, index) => {
      const words = this.wordsOfStep[index]!;
      if (words === 0) return;
      const part = values.subarray(from * words, (from + steps) * words);
      this.device.gpu.queue.writeBuffer(buffer, 4 * starts[index]!, part as GPUAllowSharedBufferSource);
    });
  }

  /** Host arrays for the results of `steps` steps. */
  results(steps: number): Words[] {
    return this.slots.map(({ slot }, index) => wordsFor(slot.dtype, this.wordsOfStep[index]! * steps));
  }

  /** Reads `steps` steps of a batch back to the host, from step `from` on. */
  async read(into: readonly Words[], from: number, steps: number, batch: ReplicaBatch): Promise<void> {
    const bytes = this.stepBytes * steps;
    if (bytes === 0) return;
    const reader = this.readable(bytes);
    const encoder = this.device.gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(this.buffer(steps), 0, reader, 0, bytes);
    this.device.gpu.queue.submit([encoder.finish()]);
    await reader.mapAsync(mapRead, 0, bytes);
    const words = new Int32Array(reader.getMappedRange(0, bytes));
    const starts = this.starts(steps);
    into.forEach(({ values }, index) => {
      const length = this.wordsOfStep[index]!;
      const part = words.subarray(starts[index], starts[index]! + length * steps);
      const target = new Int32Array(values.buffer, values.byteOffset, values.length);
      this.copyBatch(index, part, target.subarray(from * length), steps, batch);
    });
    reader.unmap();
  }

  release(): void {
    this.own?.destroy();
    this.reader?.destroy();
  }

  /** Copies what a batch has written: the buffer may hold stale values of other replicas. */
  private copyBatch(
    index: number,
    from: Int32Array,
    to: Int32Array,
    steps: number,
    batch: ReplicaBatch,
  ): void {
    if (batch.count === this.replicas) return to.set(from);
    const { slot, shared } = this.slots[index]!;
    if (shared && batch.first > 0) return;
    const [start, end] = shared
      ? [0, slot.elements]
      : [batch.first, batch.first + batch.count].map((r) => r * slot.elements);
    for (let step = 0; step < steps; step++) {
      const origin = step * this.wordsOfStep[index]!;
      to.set(from.subarray(origin + start!, origin + end!), origin + start!);
    }
  }

  private readable(bytes: number): GPUBuffer {
    if (this.reader && this.reader.size >= bytes) return this.reader;
    this.reader?.destroy();
    this.reader = this.device.buffer(bytes, usage.mapRead | usage.copyTarget, this.what);
    return this.reader;
  }

  private starts(steps: number): number[] {
    let next = 0;
    return this.wordsOfStep.map((words) => {
      const start = next;
      next += words * steps;
      return start;
    });
  }
}
