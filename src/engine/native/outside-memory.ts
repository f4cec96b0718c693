import type { Lanes } from '../lanes.ts';
import { type Address, addressOf, guardSide, NativeMemory } from './x64/index.ts';

/** The arrays of JavaScript that one run reads and writes. They are kept until `finish`, so that none is collected. */
export class OutsideMemory {
  private readonly kept: Lanes[] = [];
  private readonly copies: { readonly values: Uint8Array; readonly memory: NativeMemory }[] = [];

  /** Where compiled code finds the array: where it lies, or between guard pages where there are such. */
  place(lanes: Lanes): Address {
    this.kept.push(lanes);
    const { values } = lanes;
    if (guardSide === undefined) return addressOf(values);
    const own = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const memory = NativeMemory.forData(own.length);
    new Uint8Array(memory.view).set(own);
    this.copies.push({ values: own, memory });
    return memory.address;
  }

  /** Copies back what lay between guard pages. Gives the number of arrays. */
  finish(): number {
    for (const { values, memory } of this.copies.splice(0)) {
      values.set(new Uint8Array(memory.view, 0, values.length));
      memory.release();
    }
    return this.kept.length;
  }
}
