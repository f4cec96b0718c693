import type { Arena } from './arena.ts';
import { bindingWords, contextSlots } from '../plan/index.ts';
import { type Address, NativeMemory } from './x64/index.ts';

/** Where an outside array lies, and how it is cut. */
export interface Bound {
  /** Slot of the context for the address, in bytes. */
  readonly pointer: number;
  readonly address: Address;
  /** Bytes between the blocks of neighbouring replicas; 0 when they share one. */
  readonly step: number;
}

/** Words of a cache line: shared counters are on lines of their own, against false sharing. */
const lineWords = 8;
const queueWord = 0;
const arrivalsWord = lineWords;
const bindingsWord = 2 * lineWords;

/** The contexts of all threads of a run, and the counters that they share. */
export class RunBlock {
  private readonly memory: NativeMemory;
  private readonly words: BigUint64Array;
  private readonly contextWords: number;

  constructor(
    private readonly threads: number,
    slots: number,
    private readonly mostBindings: number,
  ) {
    this.contextWords = Math.ceil(slots / lineWords) * lineWords;
    this.memory = NativeMemory.forData(8 * (this.firstContext + threads * this.contextWords));
    this.words = new BigUint64Array(this.memory.view);
  }

  /** Describes a run; gives the addresses of the threads' contexts. */
  fill(arenas: readonly Arena[], bound: readonly Bound[], replicas: number, steps: number): Address[] {
    const { words } = this;
    if (bound.length > this.mostBindings) throw new Error('more arrays than the program has');
    words[queueWord] = 0n;
    words[arrivalsWord] = 0n;
    bound.forEach(({ pointer, address, step }, index) => {
      const first = bindingsWord + bindingWords * index;
      words[first] = BigInt(pointer);
      words[first + 1] = address;
      words[first + 2] = BigInt(step);
    });
    return Array.from({ length: this.threads }, (_, thread) => {
      const arena = arenas[thread % arenas.length]!;
      const set = (slot: keyof typeof contextSlots, value: bigint): void => {
        words[this.contextWord(thread) + contextSlots[slot] / 8] = value;
      };
      set('arena', arena.address);
      set('steps', BigInt(steps));
      set('replicas', BigInt(replicas));
      set('nextReplica', 0n);
      set('queue', this.addressOfWord(queueWord));
      set('bindings', this.addressOfWord(bindingsWord));
      set('bindingCount', BigInt(bound.length));
      set('expected', 0n);
      set('arrivals', this.addressOfWord(arrivalsWord));
      set('cycles', arena.cyclesAddress);
      return this.addressOfWord(this.contextWord(thread));
    });
  }

  /** The index that a gather of a failed run could not follow. */
  badIndexOf(thread: number): number {
    return Number(BigInt.asIntN(32, this.words[this.contextWord(thread) + contextSlots.badIndex / 8]!));
  }

  release(): void {
    this.memory.release();
  }

  private get firstContext(): number {
    return Math.ceil((bindingsWord + bindingWords * this.mostBindings) / lineWords) * lineWords;
  }

  private contextWord(thread: number): number {
    return this.firstContext + thread * this.contextWords;
  }

  private addressOfWord(word: number): Address {
    return this.memory.address + BigInt(8 * word);
  }
}
