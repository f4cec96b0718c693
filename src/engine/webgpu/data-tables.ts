import type { NdRecord, TypedValues } from '#core';
import { toWords } from '../words.ts';
import type { TableSlot } from '../plan/index.ts';
import type { Device } from './device.ts';
import { usage } from './device-usage.ts';
import { outsideGroup } from './transfer.ts';

interface Uploaded {
  readonly values: TypedValues;
  readonly buffer: GPUBuffer;
  readonly group: GPUBindGroup;
}

/** Data sets that are only gathered from: read where they are, and uploaded again only if the array is another one. */
export class DataTables {
  private readonly uploaded = new Map<number, Uploaded>();

  constructor(
    private readonly device: Device,
    private readonly slots: readonly TableSlot[],
  ) {}

  /** @throws UserError when a data set is too large for the device */
  upload(data: NdRecord): void {
    for (const { name, pointer } of this.slots) {
      const array = data[name]!;
      const known = this.uploaded.get(pointer);
      if (known?.values === array.values) continue;
      known?.buffer.destroy();
      const { values } = toWords(array);
      const flags = usage.storage | usage.copyTarget;
      const buffer = this.device.buffer(values.byteLength, flags, `the data set '${name}'`);
      this.device.gpu.queue.writeBuffer(buffer, 0, values as GPUAllowSharedBufferSource);
      this.uploaded.set(pointer, { values: array.values, buffer, group: outsideGroup(this.device, buffer) });
    }
  }

  /** Bind group of the data set behind a pointer of the plan. */
  group(pointer: number): GPUBindGroup {
    return this.uploaded.get(pointer)!.group;
  }

  release(): void {
    this.uploaded.forEach(({ buffer }) => buffer.destroy());
  }
}
