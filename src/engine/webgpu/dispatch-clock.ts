import { type Call, type Commands, OnePass } from './commands.ts';
import { mapRead, usage } from './device-usage.ts';

/** WebGPU's limit on timestamps of a query set: begin and end of each dispatch. */
const timestampsOfPage = 4096;
const callsOfPage = timestampsOfPage / 2;
const bytesOfPage = 8 * timestampsOfPage;

/** What it needs of a device. */
interface TimedDevice {
  readonly gpu: GPUDevice;
  buffer(bytes: number, flags: number, what: string): GPUBuffer;
}

/** Times every dispatch of a program with timestamp queries, by the index of its uniforms. */
export class DispatchClock {
  private readonly pages: GPUQuerySet[] = [];
  private readonly resolved: GPUBuffer;
  private readonly reader: GPUBuffer;
  /** Indices of the dispatches whose timestamps are not read yet. */
  private waiting: number[] = [];
  private readonly nanoseconds: Float64Array;
  private readonly calls: Float64Array;

  /** @param numbers how many dispatches there are */
  constructor(
    private readonly device: TimedDevice,
    numbers: number,
  ) {
    this.resolved = device.buffer(bytesOfPage, usage.queryResolve | usage.copySource, 'timestamps');
    this.reader = device.buffer(bytesOfPage, usage.mapRead | usage.copyTarget, 'timestamps to read');
    this.nanoseconds = new Float64Array(numbers);
    this.calls = new Float64Array(numbers);
  }

  /** Encodes dispatches with timestamps, each in a compute pass of its own. */
  commands(encoder: GPUCommandEncoder): Commands {
    return {
      call: (call) => {
        const pass = new OnePass(encoder, { timestampWrites: this.next(call) });
        pass.call(call);
        pass.end();
      },
      end: () => undefined,
    };
  }

  /** Reads the timestamps of the dispatches since the last time and adds up the durations. */
  async read(): Promise<void> {
    for (let first = 0; first < this.waiting.length; first += callsOfPage) {
      const calls = this.waiting.slice(first, first + callsOfPage);
      const times = await this.timestamps(this.pages[first / callsOfPage]!, 2 * calls.length);
      calls.forEach((index, call) => {
        this.nanoseconds[index]! += Number(times[2 * call + 1]! - times[2 * call]!);
        this.calls[index]! += 1;
      });
    }
    this.waiting = [];
  }

  /** Total time and number of runs of a dispatch. */
  taken(index: number): { readonly seconds: number; readonly calls: number } {
    return { seconds: this.nanoseconds[index]! / 1e9, calls: this.calls[index]! };
  }

  /** Resets all totals. */
  restart(): void {
    this.nanoseconds.fill(0);
    this.calls.fill(0);
  }

  release(): void {
    this.pages.forEach((page) => page.destroy());
    this.resolved.destroy();
    this.reader.destroy();
  }

  private next({ index }: Call): GPUComputePassTimestampWrites {
    const call = this.waiting.push(index) - 1;
    const page = Math.floor(call / callsOfPage);
    this.pages[page] ??= this.device.gpu.createQuerySet({ type: 'timestamp', count: timestampsOfPage });
    const first = 2 * (call % callsOfPage);
    return { querySet: this.pages[page], beginningOfPassWriteIndex: first, endOfPassWriteIndex: first + 1 };
  }

  private async timestamps(page: GPUQuerySet, count: number): Promise<BigUint64Array> {
    const { gpu } = this.device;
    const encoder = gpu.createCommandEncoder();
    encoder.resolveQuerySet(page, 0, count, this.resolved, 0);
    encoder.copyBufferToBuffer(this.resolved, 0, this.reader, 0, 8 * count);
    gpu.queue.submit([encoder.finish()]);
    await this.reader.mapAsync(mapRead, 0, 8 * count);
    const times = new BigUint64Array(this.reader.getMappedRange(0, 8 * count)).slice();
    this.reader.unmap();
    return times;
  }
}
