import { at, type Assembler, type Memory, rsp, type Vec, ymm } from '../x64/index.ts';
import type { Combiner } from './combine.ts';
import type { Frame } from './frame.ts';
import { loadConstant } from './step.ts';

/** Scratch registers of reductions. */
export const temporaries = [ymm(15), ymm(14)] as const;
/** Accumulators are allocated from this register downwards. */
const highest = 13;

/**
 * Accumulator registers of a reduction: `columns` times `partials` vectors for each output. Partial sums hide the latency
 * of additions. When `folded`, a sum is blocked to keep the rounding error small: `fold` adds the registers to a second
 * accumulator on the stack and clears them.
 */
export class Accumulators {
  private readonly slots: number;

  constructor(
    private readonly asm: Assembler,
    private readonly combiners: readonly Combiner[],
    readonly columns: number,
    readonly partials: number,
    private readonly folded: boolean,
    frame: Frame,
  ) {
    this.slots = folded ? frame.reserveVectors(this.count) : 0;
  }

  get count(): number {
    return this.combiners.length * this.columns * this.partials;
  }

  /** The other registers, for the expression. */
  get others(): number[] {
    return Array.from({ length: highest + 1 - this.count }, (_, register) => register);
  }

  start(columns: number): void {
    this.each(columns, ({ identity, isFloatSum }, register, slot) => {
      loadConstant(this.asm, register, identity);
      if (this.folded && isFloatSum) this.asm.storeVector(slot, register);
    });
  }

  fold(columns: number): void {
    this.each(columns, ({ isFloatSum }, register, slot) => {
      if (!isFloatSum) return;
      this.asm.v3('vaddps', register, register, slot);
      this.asm.storeVector(slot, register);
      this.asm.v3('vxorps', register, register, register);
    });
  }

  /** Accumulates one value, or the product of two (FMA), in the first `count` of the eight lanes. */
  add(
    output: number,
    column: number,
    partial: number,
    sources: readonly (Vec | Memory)[],
    count: number,
  ): void {
    const { asm } = this;
    const combiner = this.combiners[output]!;
    const into = this.register(output, column, partial);
    const [first, second] = sources as [Vec | Memory, (Vec | Memory)?];
    if (count < 8) return this.addPart(combiner, into, first, second, count);
    if (second) asm.v3('vfmadd231ps', into, first as Vec, second);
    else combiner.combine(asm, into, into, first, temporaries[1]);
  }

  /** Combines the partial results of a column, in the register that it returns. */
  total(output: number, column: number): Vec {
    const { asm } = this;
    const combiner = this.combiners[output]!;
    const all = Array.from({ length: this.partials }, (_, partial) => this.register(output, column, partial));
    if (this.folded && combiner.isFloatSum) {
      all.forEach((register, partial) =>
        asm.v3('vaddps', register, register, this.slot(output, column, partial)),
      );
    }
    for (let half = this.partials; half > 1; half = Math.ceil(half / 2)) {
      for (let index = Math.ceil(half / 2); index < half; index++) {
        const to = all[index - Math.ceil(half / 2)]!;
        combiner.combine(asm, to, to, all[index]!, temporaries[1]);
      }
    }
    return all[0]!;
  }

  private addPart(
    combiner: Combiner,
    into: Vec,
    first: Vec | Memory,
    second: Vec | Memory | undefined,
    count: number,
  ): void {
    const { asm } = this;
    const [value, temporary] = temporaries;
    const lanes = Array.from({ length: 8 }, (_, lane) => lane < count);
    const mask = asm.constant(lanes.map((counts) => (counts ? -1 : 0)));
    if (second) asm.v3('vmulps', value, first as Vec, second);
    else if (!('kind' in first)) asm.loadVector(value, first);
    asm.v3('vandps', value, !second && 'kind' in first ? first : value, mask);
    if (combiner.identity !== 0) {
      asm.v3('vorps', value, value, asm.constant(lanes.map((counts) => (counts ? 0 : combiner.identity))));
    }
    combiner.combine(asm, into, into, value, temporary);
  }

  private each(columns: number, act: (combiner: Combiner, register: Vec, slot: Memory) => void): void {
    this.combiners.forEach((combiner, output) => {
      for (let column = 0; column < columns; column++) {
        for (let partial = 0; partial < this.partials; partial++) {
          act(combiner, this.register(output, column, partial), this.slot(output, column, partial));
        }
      }
    });
  }

  private index(output: number, column: number, partial: number): number {
    return (output * this.columns + column) * this.partials + partial;
  }

  private register(output: number, column: number, partial: number): Vec {
    return ymm(highest - this.index(output, column, partial));
  }

  private slot(output: number, column: number, partial: number): Memory {
    return at(rsp, this.slots + this.index(output, column, partial) * 32);
  }
}
