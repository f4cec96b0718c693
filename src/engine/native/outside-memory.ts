import type { Words } from '../words.ts';
import { type Address, addressOf, guardSide, NativeMemory } from './x64/index.ts';

/**
 * The JavaScript arrays that one run reads and writes. They are referenced until `finish`, against garbage collection.
 */
export class OutsideMemory {
  private readonly kept: Words[] = [];
  private readonly copies: { readonly values: Uint8Array; readonly memory: NativeMemory }[] = [];

  /** The address of an array for compiled code: its own, or that of a copy between guard pages (CLAIMCHECK_GUARD). */
  place(words: Words): Address {
    this.kept.push(words);
    const { values } = words;
    if (guardSide === undefined) return addressOf(values);
    const own = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const memory = NativeMemory.forData(own.length);
    new Uint8Array(memory.view).set(own);
    this.copies.push({ values: own, memory });
    return memory.address;
  }

  /** Copies arrays back from between guard pages. Returns how many arrays there were. */
  finish(): number {
    for (const { values, memory } of this.copies.splice(0)) {
      values.set(new Uint8Array(memory.view, 0, values.length));
      memory.release();
    }
    return this.kept.length;
  }
}
