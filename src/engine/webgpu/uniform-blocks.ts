import type { Device } from './device.ts';
import { usage } from './device-usage.ts';

/** Guaranteed alignment of dynamic offsets into uniform buffers, in bytes. */
export const uniformAlignment = 256;

/** The uniforms of all dispatches, in one buffer with a block for each, bound by dynamic offset. */
export class UniformBlocks {
  readonly blockBytes: number;
  readonly buffer: GPUBuffer;

  constructor(
    private readonly device: Device,
    blocks: readonly (readonly number[])[],
  ) {
    const longest = Math.max(1, ...blocks.map(({ length }) => length));
    this.blockBytes = Math.ceil((4 * longest) / uniformAlignment) * uniformAlignment;
    this.buffer = device.buffer(
      this.blockBytes * blocks.length,
      usage.uniform | usage.copyTarget,
      'parameters',
    );
    const words = new Uint32Array((this.blockBytes / 4) * blocks.length);
    blocks.forEach((block, index) => words.set(block, (this.blockBytes / 4) * index));
    device.gpu.queue.writeBuffer(this.buffer, 0, words);
  }

  /** Replaces a block, for later submissions. */
  update(index: number, words: readonly number[]): void {
    this.device.gpu.queue.writeBuffer(this.buffer, this.blockBytes * index, new Uint32Array(words));
  }

  release(): void {
    this.buffer.destroy();
  }
}
