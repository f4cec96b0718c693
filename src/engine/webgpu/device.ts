import { UserError } from '#core';
import { type AdapterFinding, findAdapter } from './adapter.ts';
import { computeStage, mapRead, usage } from './device-usage.ts';
import { DispatchClock } from './dispatch-clock.ts';
import { probe } from './probe.ts';
import { arithmeticFunctions, type Exactness } from './shaders/index.ts';

/** Limits to request at the adapter's maximum. */
const limits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

/** Needed to time dispatches. */
const timestamps: GPUFeatureName = 'timestamp-query';

/** A GPU device with its pipeline cache and bind group layouts, shared by all programs. */
export class Device {
  /** Why the device is gone, once it is. */
  private lost: string | undefined;
  private last: Promise<unknown> = Promise.resolve();
  /** Pipeline cache, by source: many dispatches of a step have the same. */
  private readonly pipelines = new Map<string, Promise<GPUComputePipeline>>();
  /** Bind group layouts: of arena, uniforms, failure report and step number; and of an `outside` buffer. */
  readonly groupLayout: GPUBindGroupLayout;
  readonly outsideLayout: GPUBindGroupLayout;
  private readonly layout: GPUPipelineLayout;

  constructor(
    readonly gpu: GPUDevice,
    /** Which operations of the device are correctly rounded. */
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

  /** Largest storage buffer, in bytes. */
  get mostBytes(): number {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.gpu.limits;
    return Math.min(maxBufferSize, maxStorageBufferBindingSize);
  }

  /** Workgroups for full occupancy: two per multiprocessor of a large GPU; one for a software adapter. */
  get groupsToFill(): number {
    return this.software ? 1 : 256;
  }

  /** The compiled pipeline, from the cache if possible. */
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
   * Allocates a buffer of at least `bytes`.
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
   * Runs `work`, after all work before it, within error scopes.
   * @throws UserError when it ran out of memory or is lost
   */
  checked<T>(work: () => Promise<T>): Promise<T> {
    const inTurn = (): Promise<T> => this.watched(work);
    const result = this.last.then(inTurn, inTurn);
    this.last = result;
    return result;
  }

  /**
   * A clock for `numbers` different dispatches.
   * @throws UserError when the device has no timestamps
   */
  clock(numbers: number): DispatchClock {
    if (this.gpu.features.has(timestamps)) return new DispatchClock(this, numbers);
    throw new UserError(
      'this GPU has no timestamps, so that kernels cannot be timed',
      'profile with --engine cpu',
    );
  }

  /** Reads the first words of a buffer back. */
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
