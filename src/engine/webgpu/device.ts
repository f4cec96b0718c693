import { UserError } from '#core';
import { type AdapterFinding, findAdapter } from './adapter.ts';
import { computeStage, mapRead, usage } from './device-usage.ts';
import { DispatchClock } from './dispatch-clock.ts';
import { probe } from './probe.ts';
import { arithmeticFunctions, type Exactness } from './shaders/index.ts';

/** What of an adapter's limits a device is opened with. */
const limits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

/** Lets dispatches be timed. */
const timestamps: GPUFeatureName = 'timestamp-query';

/** A device with what all programs on it share. */
export class Device {
  /** Why the device is gone, once it is. */
  private lost: string | undefined;
  private last: Promise<unknown> = Promise.resolve();
  /** By shader text: many kernels of a step have the same. */
  private readonly pipelines = new Map<string, Promise<GPUComputePipeline>>();
  /** Of the arena, parameters, the report of failures and the step; and of an outside buffer. */
  readonly groupLayout: GPUBindGroupLayout;
  readonly outsideLayout: GPUBindGroupLayout;
  private readonly layout: GPUPipelineLayout;

  constructor(
    readonly gpu: GPUDevice,
    /** Which operations of the device are rounded once, and right. */
    readonly exactness: Exactness,
    private readonly software = false,
  ) {
    const buffer = (binding: number, own: GPUBufferBindingLayout): GPUBindGroupLayoutEntry => ({
      binding,
      visibility: computeStage,
      buffer: own,
    });
    this.groupLayout = gpu.createBindGroupLayout({
      entries: [
        buffer(0, { type: 'storage' }),
        buffer(1, { type: 'uniform', hasDynamicOffset: true }),
        buffer(2, { type: 'storage' }),
        buffer(3, { type: 'uniform', hasDynamicOffset: true }),
      ],
    });
    this.outsideLayout = gpu.createBindGroupLayout({ entries: [buffer(0, { type: 'storage' })] });
    this.layout = gpu.createPipelineLayout({ bindGroupLayouts: [this.groupLayout, this.outsideLayout] });
    void gpu.lost.then(({ message }) => (this.lost = message || 'no reason was given'));
  }

  /** Bytes that a buffer may have to be bound. */
  get mostBytes(): number {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.gpu.limits;
    return Math.min(maxBufferSize, maxStorageBufferBindingSize);
  }

  /** Workgroups that keep it busy: two for each multiprocessor of a large GPU; a processor is busy with one. */
  get busyGroups(): number {
    return this.software ? 1 : 256;
  }

  /** The compiled shader. */
  pipeline(source: string): Promise<GPUComputePipeline> {
    const known = this.pipelines.get(source);
    if (known) return known;
    const code = `${source}${arithmeticFunctions(this.exactness)}`;
    const compiled = this.gpu.createComputePipelineAsync({
      layout: this.layout,
      compute: { module: this.gpu.createShaderModule({ code }), entryPoint: 'main' },
    });
    this.pipelines.set(source, compiled);
    return compiled;
  }

  /**
   * A buffer of at least `bytes`.
   * @throws UserError when the device cannot have one of that size
   */
  buffer(bytes: number, flags: number, what: string): GPUBuffer {
    const size = Math.max(256, Math.ceil(bytes / 256) * 256);
    if (size > this.mostBytes) {
      throw new UserError(
        `${what} takes ${size} bytes, and the device's buffers have at most ${this.mostBytes}`,
        'use fewer replicas or smaller data, or run with --engine cpu',
      );
    }
    return this.gpu.createBuffer({ size, usage: flags });
  }

  /**
   * Runs `work`, after all work before it, and then looks for what the device has reported of it.
   * @throws UserError when it ran out of memory or is lost
   */
  checked<T>(work: () => Promise<T>): Promise<T> {
    const inTurn = (): Promise<T> => this.watched(work);
    const result = this.last.then(inTurn, inTurn);
    this.last = result;
    return result;
  }

  /**
   * Times dispatches, of which there are `numbers`.
   * @throws UserError when the device has no timestamps
   */
  clock(numbers: number): DispatchClock {
    if (this.gpu.features.has(timestamps)) return new DispatchClock(this, numbers);
    throw new UserError(
      'this GPU has no timestamps, so that kernels cannot be timed',
      'profile with --engine cpu',
    );
  }

  /** The first words of a buffer. */
  async read(buffer: GPUBuffer, words: number): Promise<Int32Array> {
    const reader = this.buffer(4 * words, usage.mapRead | usage.copyTarget, 'a buffer to read');
    const encoder = this.gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, reader, 0, 4 * words);
    this.gpu.queue.submit([encoder.finish()]);
    await reader.mapAsync(mapRead);
    const values = new Int32Array(reader.getMappedRange(0, 4 * words)).slice();
    reader.destroy();
    return values;
  }

  private async watched<T>(work: () => Promise<T>): Promise<T> {
    this.gpu.pushErrorScope('out-of-memory');
    this.gpu.pushErrorScope('validation');
    const outcome = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const invalid = await this.gpu.popErrorScope();
    const exhausted = await this.gpu.popErrorScope();
    if (this.lost !== undefined)
      throw new UserError(`the GPU was lost: ${this.lost}`, 'start the run again: it goes on where it was');
    if (exhausted)
      throw new UserError(`the GPU's memory is full: ${exhausted.message}`, 'use fewer replicas');
    if (invalid) throw new Error(`WebGPU: ${invalid.message}`);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }
}

type Found = Extract<AdapterFinding, { available: true }>;

let opened: { readonly adapter: GPUAdapter; readonly device: Promise<Device> } | undefined;

/**
 * The device of this process.
 * @throws UserError when there is none
 */
export async function openDevice(): Promise<Device> {
  const found = await findAdapter();
  if (!found.available)
    throw new UserError(`engine 'webgpu' cannot run here: ${found.reason}`, 'use --engine cpu');
  if (opened?.adapter !== found.adapter) opened = { adapter: found.adapter, device: request(found) };
  return opened.device;
}

async function request({ adapter, software }: Found): Promise<Device> {
  const requiredLimits = Object.fromEntries(limits.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = adapter.features.has(timestamps) ? [timestamps] : [];
  const gpu = await adapter.requestDevice({ requiredLimits, requiredFeatures });
  return new Device(gpu, await probe(gpu), software);
}
