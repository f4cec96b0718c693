import type { Value } from '../../plan/expressions/expression.ts';
import { operandsOf, type Schedule } from './schedule-expression.ts';
import type { MemorySource, Source, Step } from './step.ts';

/** Memory access of an input of the loop across SIMD lanes: stride 1, stride 0, stride -1, or any other stride. */
export type Access = 'vector' | 'broadcast' | 'reversed' | 'strided';

/** Temporary registers of a strided load, which gathers one SIMD lane after the other (the step of kind `load`). */
const stridedTemporaries = 3;

export interface RegisterOptions {
  /**
   * The vector registers (ymm numbers) that may be allocated: at least as many as an instruction has operands and results,
   * and the temporaries of a strided load. Where there are fewer, allocation throws.
   */
  readonly registers: readonly number[];
  /** How an input of the loop, by its number, is read. */
  readonly access: (input: number) => Access;
  /**
   * Registers of loop-invariant loads and constants, which the caller fills before the loop and which hold them throughout;
   * none of these is in `registers`.
   */
  readonly hoisted: ReadonlyMap<Value, number>;
  /** For the instruction selector: whether results must end in registers, as stores read them; reductions read memory too. */
  readonly sinkRegisters: boolean;
}

/**
 * Local register allocation: which register holds which value, in code without branches. The caller selects instructions
 * in the same pass: it goes through the entries of a schedule in order (`advanceTo`), makes an instruction or a store of each,
 * and asks first for the registers of the operands, then for that of the result. Moves, loads, reloads and spills that this
 * takes are appended to `steps`, before the instruction. Inputs and constants have no entries: they are loaded when an
 * entry first asks for them.
 *
 * When no register is free, a value is evicted. First come values that need no spill: a stack slot still holds them, or
 * loading them again is cheap. Of these it is the one whose next use is furthest away (Belady, IBM Systems Journal 5(2),
 * 1966). Only where there are none, a value of the others is spilled (stored to a stack slot), by the same rule. An input
 * can be loaded again whenever it is used: stores that overwrite its memory come after its last use in the schedule.
 */
export class RegisterAllocator {
  /** The code so far. */
  readonly steps: Step[] = [];
  /** Stack slots needed, of one vector each. */
  slots = 0;
  private readonly free: number[];
  private readonly freeSlots: number[] = [];
  /**
   * Slots of values that are used for the last time by the current entry. Its instruction, which may read them there, comes
   * after the spills that are appended now; they may be used again from the next entry on.
   */
  private readonly freedSlots: number[] = [];
  private readonly registerOf = new Map<Value, number>();
  private readonly slotOf = new Map<Value, number>();
  /** Values that may be evicted: all that are in registers, but for the hoisted ones. */
  private readonly resident = new Set<Value>();
  /** Positions of the entries that read each value, ascending; its live range ends at the last. */
  private readonly uses = new Map<Value, number[]>();
  /** Registers that the current entry needs: their values are not evicted during it. */
  private readonly locked = new Set<number>();
  private position = 0;

  constructor(
    private readonly schedule: Schedule,
    private readonly options: RegisterOptions,
  ) {
    this.free = options.registers.toReversed();
    for (const [value, register] of options.hoisted) this.registerOf.set(value, register);
    schedule.entries.forEach((entry, position) => {
      for (const value of operandsOf(schedule, entry)) {
        const positions = this.uses.get(value);
        if (positions) positions.push(position);
        else this.uses.set(value, [position]);
      }
    });
  }

  /** Goes on to the entry at a position and locks its operands that are in registers. */
  advanceTo(position: number, operands: readonly Value[]): void {
    this.position = position;
    this.freeSlots.push(...this.freedSlots.splice(0));
    this.locked.clear();
    for (const value of operands) this.lockRegister(value);
  }

  /** The register that a value is in, if any. */
  registerHolding(value: Value): number | undefined {
    return this.registerOf.get(value);
  }

  /** Records that a register holds a value from now on. */
  assign(value: Value, register: number): void {
    this.registerOf.set(value, register);
    this.resident.add(value);
  }

  /** Frees the operands whose last use this is, then allocates the result, which may reuse one of their registers. */
  result(value: Value, args: readonly Value[]): number {
    this.freeDead(args);
    const to = this.allocate();
    this.assign(value, to);
    return to;
  }

  /**
   * Another register with a copy of a value, for an instruction that overwrites its operand. The caller then says what the
   * register holds (`assign`).
   */
  copyOf(value: Value): number {
    const held = this.registerOf.get(value);
    const to = this.allocate();
    this.locked.add(to);
    if (held !== undefined) this.steps.push({ kind: 'move', to, from: held });
    else this.fill(value, to);
    return to;
  }

  /** The register of a value, loaded first if it is in none; locked during the current entry. */
  register(value: Value): number {
    let register = this.registerOf.get(value);
    if (register === undefined) {
      register = this.allocate();
      this.fill(value, register);
      this.assign(value, register);
    }
    this.locked.add(register);
    return register;
  }

  /**
   * The value as an operand: its register where it has one or cannot be read from memory. Else the instruction reads it
   * there, unless it is used again and two registers are free, one of them for the result: then it is loaded.
   */
  source(value: Value): Source {
    const again = this.nextUse(value, this.position + 1) !== undefined;
    if (this.registerOf.has(value) || !this.canBeMemoryOperand(value) || (again && this.free.length > 1))
      return this.register(value);
    return this.memoryOperand(value);
  }

  /** Whether an instruction can take the value as a memory operand: spilled, a constant, or an input of stride 1. */
  canBeMemoryOperand(value: Value): boolean {
    const definition = this.schedule.definitions[value]!;
    if (this.slotOf.has(value) || definition.op === 'constant') return true;
    return definition.op === 'load' && this.options.access(definition.immediate) === 'vector';
  }

  /** Records that a value is in no register any more. The register is not freed: the caller does that, or reuses it. */
  unassign(value: Value): void {
    this.registerOf.delete(value);
    this.resident.delete(value);
  }

  /** Whether the live range of a value ends at the current entry. */
  isLastUse(value: Value): boolean {
    return !this.options.hoisted.has(value) && this.nextUse(value, this.position + 1) === undefined;
  }

  /** Frees the registers of those values whose live ranges end here, and their slots from the next entry on. */
  freeDead(values: readonly Value[]): void {
    for (const value of new Set(values)) {
      if (!this.isLastUse(value)) continue;
      const register = this.registerOf.get(value);
      if (register !== undefined) this.free.push(register);
      this.unassign(value);
      const slot = this.slotOf.get(value);
      if (slot !== undefined) this.freedSlots.push(slot);
      this.slotOf.delete(value);
    }
  }

  private lockRegister(value: Value): void {
    const held = this.registerOf.get(value);
    if (held !== undefined) this.locked.add(held);
  }

  private memoryOperand(value: Value): MemorySource {
    const slot = this.slotOf.get(value);
    if (slot !== undefined) return { slot };
    const { op, immediate } = this.schedule.definitions[value]!;
    return op === 'constant' ? { bits: immediate } : { input: immediate };
  }

  /** Loads a value that is in no register: reload, rematerialization or first load of an input. */
  private fill(value: Value, to: number): void {
    if (this.canBeMemoryOperand(value)) {
      this.steps.push({ kind: 'fill', to, from: this.memoryOperand(value) });
      return;
    }
    const { op, immediate: input } = this.schedule.definitions[value]!;
    if (op !== 'load') throw new Error('a value was lost');
    const temporaries: number[] = [];
    if (this.options.access(input) === 'strided') {
      this.locked.add(to);
      while (temporaries.length < stridedTemporaries) {
        temporaries.push(this.allocate());
        this.locked.add(temporaries.at(-1)!);
      }
    }
    this.steps.push({ kind: 'load', to, input, temporaries });
    this.free.push(...temporaries);
  }

  private allocate(): number {
    return this.free.pop() ?? this.evict();
  }

  /** Chooses the value to evict, spills it if it must be, and gives its register. */
  private evict(): number {
    let victim: Value | undefined;
    let best = -1;
    for (const value of this.resident) {
      if (this.locked.has(this.registerOf.get(value)!)) continue;
      const next = this.nextUse(value, this.position) ?? Infinity;
      // A value that needs no spill comes before all that do: more is added than there are positions in a schedule.
      const score = next + (this.needsNoSpill(value) ? 1e6 : 0);
      if (score > best) [victim, best] = [value, score];
    }
    if (victim === undefined) throw new Error('an expression needs more registers than there are');
    const register = this.registerOf.get(victim)!;
    if (!this.needsNoSpill(victim)) this.spill(victim, register);
    this.unassign(victim);
    return register;
  }

  /** Whether evicting a value needs no spill: its slot still holds it, or it is cheap to load or rematerialize. */
  private needsNoSpill(value: Value): boolean {
    const definition = this.schedule.definitions[value]!;
    if (this.slotOf.has(value) || definition.op === 'constant') return true;
    return definition.op === 'load' && this.options.access(definition.immediate) !== 'strided';
  }

  private spill(value: Value, from: number): void {
    const slot = this.freeSlots.pop() ?? this.slots++;
    this.slotOf.set(value, slot);
    this.steps.push({ kind: 'spill', slot, from });
  }

  private nextUse(value: Value, from: number): number | undefined {
    return this.uses.get(value)?.find((position) => position >= from);
  }
}
