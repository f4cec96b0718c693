import type { TypeObject } from 'koffi';
import { foreign } from '../../foreign.ts';
import { type Address, NativeMemory } from './memory.ts';

type Entry = ((context: Address) => number) & {
  async: (context: Address, done: (error: unknown, result: number) => void) => void;
};

let entryType: TypeObject | undefined;

/** Machine code, loaded: a function of one pointer with an int32 result, in the System V calling convention. */
export class Executable {
  private readonly memory: NativeMemory;
  private readonly entry: Entry;

  private constructor(memory: NativeMemory) {
    this.memory = memory;
    entryType ??= foreign().proto('int32_t', ['void *']);
    this.entry = foreign().decode(memory.address, entryType) as Entry;
  }

  /** Code whose first byte is its entry. */
  static load(code: Uint8Array): Executable {
    const memory = NativeMemory.allocate(code.length);
    new Uint8Array(memory.view).set(code);
    memory.makeExecutable();
    return new Executable(memory);
  }

  /** Runs on this thread. */
  call(context: Address): number {
    return this.entry(context);
  }

  /** Runs on a thread of the pool, whose stack has 128 KiB. */
  async callAsync(context: Address): Promise<number> {
    return new Promise((resolve, reject) => {
      this.entry.async(context, (error, result) => {
        if (error) reject(error instanceof Error ? error : new Error('the call of compiled code failed'));
        else resolve(result);
      });
    });
  }

  /** Frees the code, which must not be running. */
  release(): void {
    this.memory.release();
  }
}
