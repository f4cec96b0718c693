import type { Slot } from '../plan/index.ts';
import type { Device } from './device.ts';
import { StagingBuffer } from './staging-buffer.ts';
import type { UniformBlocks } from './uniform-blocks.ts';
import { type Direction, emitTransfer, paramWords, type TransferShader } from './shaders/index.ts';

/**
 * A group of a program's arrays in a staging buffer, and the dispatch that copies a step of them from or to the arenas.
 */
export class Transfer {
  readonly staging: StagingBuffer;
  readonly shader: TransferShader;
  private bound: { readonly buffer: GPUBuffer; readonly group: GPUBindGroup } | undefined;
  private placed: number | undefined;
  private compiled: GPUComputePipeline | undefined;

  /** @param index of its block in the uniform buffer */
  constructor(
    private readonly device: Device,
    what: string,
    direction: Direction,
    readonly slots: readonly Slot[],
    shared: ReadonlySet<string>,
    replicas: number,
    readonly index: number,
  ) {
    const staged = slots.map((slot) => ({ slot, shared: shared.has(slot.name) }));
    this.staging = new StagingBuffer(device, what, staged, replicas);
    this.shader = emitTransfer(slots, direction);
  }

  /** Whether there is nothing to copy. */
  get isEmpty(): boolean {
    return this.staging.stepBytes === 0;
  }

  async compile(): Promise<void> {
    if (!this.isEmpty) this.compiled = await this.device.pipeline(this.shader.source);
  }

  get pipeline(): GPUComputePipeline {
    return this.compiled!;
  }

  /** Allocates the staging buffer for `steps` steps, and updates bind group and uniforms if it has changed. */
  place(uniforms: UniformBlocks, steps: number, wordsOfArena: number): void {
    if (this.isEmpty) return;
    const buffer = this.staging.buffer(steps);
    if (this.placed !== steps) {
      const params = this.shader.params(this.staging.regions(steps));
      uniforms.update(this.index, paramWords({ params }, wordsOfArena));
      this.placed = steps;
    }
    if (this.bound?.buffer === buffer) return;
    const group = outsideGroup(this.device, buffer);
    this.bound = { buffer, group };
  }

  /** Bind group of the staging buffer. */
  get group(): GPUBindGroup {
    return this.bound!.group;
  }

  release(): void {
    this.staging.release();
  }
}

/** A bind group for the binding `outside`. */
export function outsideGroup({ gpu, outsideLayout }: Device, buffer: GPUBuffer): GPUBindGroup {
  return gpu.createBindGroup({ layout: outsideLayout, entries: [{ binding: 0, resource: { buffer } }] });
}
