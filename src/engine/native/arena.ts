import type { Plan } from '../plan/index.ts';
import { type Address, NativeMemory } from './x64/index.ts';

/** Fills memory between guard pages that no kernel has written: a signalling NaN, and neither of the boolean masks. */
const untouched = 0x7fa5a5a5;

/** The memory in which one replica at a time runs. */
export class Arena {
  private readonly memory: NativeMemory;
  private readonly counters: NativeMemory | undefined;

  constructor(
    private readonly plan: Plan,
    countCycles: boolean,
  ) {
    this.counters = countCycles ? NativeMemory.forData(8 * (plan.once.length + plan.step.length)) : undefined;
    this.memory = NativeMemory.forData(plan.arenaBytes);
    if (plan.fence) new Int32Array(this.memory.view).fill(untouched);
    for (const { offset, elements, values } of plan.initial) {
      const words = new Int32Array(this.memory.view, offset, elements);
      if ('fill' in values) words.fill(values.fill);
      else if (values.values instanceof Float32Array)
        new Float32Array(this.memory.view, offset, elements).set(values.values);
      else if (values.values instanceof Int32Array) words.set(values.values);
      else values.values.forEach((value, index) => (words[index] = -Number(value !== 0)));
    }
    plan.fence?.pages.forEach((page) => this.memory.guardPage(page));
  }

  /** @throws Error when compiled code has written outside of all blocks, where they are fenced */
  checkGaps(): void {
    for (const { from, to } of this.plan.fence?.gaps ?? []) {
      const written = new Int32Array(this.memory.view, from, (to - from) / 4).findIndex(
        (word) => word !== untouched,
      );
      if (written < 0) continue;
      throw new Error(
        `internal: compiled code has written outside of its tensors, at byte ${from + 4 * written} of the arena`,
      );
    }
  }

  get address(): Address {
    return this.memory.address;
  }

  /** Where the cycles of each kernel are counted; 0 where they are not. */
  get cyclesAddress(): Address {
    return this.counters?.address ?? 0n;
  }

  /** Clock cycles that each kernel has taken so far, those before the steps first; empty where they are not counted. */
  get cycles(): BigUint64Array {
    return new BigUint64Array(this.counters?.view ?? new ArrayBuffer(0));
  }

  release(): void {
    this.memory.release();
    this.counters?.release();
  }
}
