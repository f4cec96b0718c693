import type { Lane } from '../../plan/expressions/expression.ts';
import { operandsOf, type Schedule } from './schedule.ts';
import type { MemorySource, Source, Step } from './step.ts';

/** How neighbouring lanes of an operand lie in memory: one after the other, all the same, backwards, or apart. */
export type Access = 'vector' | 'broadcast' | 'reversed' | 'strided';

/** Registers that loading lanes that lie apart takes, besides the one loaded. */
const stridedTemporaries = 3;

export interface RegisterOptions {
  /** Numbers of the vector registers that the expression may use; at least six. */
  readonly registers: readonly number[];
  readonly access: (operand: number) => Access;
  /** Leaves that already are in registers, not among `registers`. */
  readonly hoisted: ReadonlyMap<Lane, number>;
  /** Whether outputs must be handed on in registers. */
  readonly sinkRegisters: boolean;
}

/**
 * Which values are in which registers and stack slots while a schedule is walked. The value evicted is the one used
 * farthest away, those first that memory has a copy of (Belady, IBM Systems Journal 5(2), 1966).
 */
export class RegisterFile {
  readonly steps: Step[] = [];
  slots = 0;
  private readonly free: number[];
  private readonly freeSlots: number[] = [];
  /** Slots that the instruction being placed may still read. */
  private readonly emptied: number[] = [];
  private readonly registerOf = new Map<Lane, number>();
  private readonly slotOf = new Map<Lane, number>();
  /** Values in registers that may be evicted. */
  private readonly resident = new Set<Lane>();
  private readonly uses = new Map<Lane, number[]>();
  private readonly locked = new Set<number>();
  private position = 0;

  constructor(
    private readonly schedule: Schedule,
    private readonly options: RegisterOptions,
  ) {
    this.free = options.registers.toReversed();
    for (const [lane, register] of options.hoisted) this.registerOf.set(lane, register);
    schedule.entries.forEach((entry, position) => {
      for (const lane of operandsOf(schedule, entry)) {
        const positions = this.uses.get(lane);
        if (positions) positions.push(position);
        else this.uses.set(lane, [position]);
      }
    });
  }

  /** Turns to the entry at a position, whose operands then stay in the registers that they are in. */
  turnTo(position: number, operands: readonly Lane[]): void {
    this.position = position;
    this.freeSlots.push(...this.emptied.splice(0));
    this.locked.clear();
    for (const lane of operands) this.lockHeld(lane);
  }

  held(lane: Lane): number | undefined {
    return this.registerOf.get(lane);
  }

  settle(lane: Lane, register: number): void {
    this.registerOf.set(lane, register);
    this.resident.add(lane);
  }

  /** Frees what dies here and gives the result a register. */
  result(lane: Lane, args: readonly Lane[]): number {
    this.releaseDead(args);
    const to = this.take();
    this.settle(lane, to);
    return to;
  }

  /** A register with a value of its own copy of `lane`. */
  fresh(lane: Lane): number {
    const held = this.registerOf.get(lane);
    const to = this.take();
    this.locked.add(to);
    if (held !== undefined) this.steps.push({ kind: 'move', to, from: held });
    else this.fill(lane, to);
    return to;
  }

  /** The register of a value, which is loaded when need be; it stays until the instruction is placed. */
  register(lane: Lane): number {
    let register = this.registerOf.get(lane);
    if (register === undefined) {
      register = this.take();
      this.fill(lane, register);
      this.settle(lane, register);
    }
    this.locked.add(register);
    return register;
  }

  /** A register or memory; what is used again is loaded when there is room. */
  source(lane: Lane): Source {
    const again = this.nextUse(lane, this.position + 1) !== undefined;
    if (this.registerOf.has(lane) || !this.inMemory(lane) || (again && this.free.length > 1))
      return this.register(lane);
    return this.memoryOf(lane);
  }

  inMemory(lane: Lane): boolean {
    const value = this.schedule.values[lane]!;
    if (this.slotOf.has(lane) || value.op === 'constant') return true;
    return value.op === 'load' && this.options.access(value.immediate) === 'vector';
  }

  forget(lane: Lane): void {
    this.registerOf.delete(lane);
    this.resident.delete(lane);
  }

  dies(lane: Lane): boolean {
    return !this.options.hoisted.has(lane) && this.nextUse(lane, this.position + 1) === undefined;
  }

  releaseDead(lanes: readonly Lane[]): void {
    for (const lane of new Set(lanes)) {
      if (!this.dies(lane)) continue;
      const register = this.registerOf.get(lane);
      if (register !== undefined) this.free.push(register);
      this.forget(lane);
      const slot = this.slotOf.get(lane);
      if (slot !== undefined) this.emptied.push(slot);
      this.slotOf.delete(lane);
    }
  }

  private lockHeld(lane: Lane): void {
    const held = this.registerOf.get(lane);
    if (held !== undefined) this.locked.add(held);
  }

  private memoryOf(lane: Lane): MemorySource {
    const slot = this.slotOf.get(lane);
    if (slot !== undefined) return { slot };
    const { op, immediate } = this.schedule.values[lane]!;
    return op === 'constant' ? { bits: immediate } : { operand: immediate };
  }

  private fill(lane: Lane, to: number): void {
    if (this.inMemory(lane)) {
      this.steps.push({ kind: 'fill', to, from: this.memoryOf(lane) });
      return;
    }
    const { op, immediate: operand } = this.schedule.values[lane]!;
    if (op !== 'load') throw new Error('a value was lost');
    const temporaries: number[] = [];
    if (this.options.access(operand) === 'strided') {
      this.locked.add(to);
      while (temporaries.length < stridedTemporaries) {
        temporaries.push(this.take());
        this.locked.add(temporaries.at(-1)!);
      }
    }
    this.steps.push({ kind: 'load', to, operand, temporaries });
    this.free.push(...temporaries);
  }

  private take(): number {
    return this.free.pop() ?? this.evict();
  }

  private evict(): number {
    let victim: Lane | undefined;
    let best = -1;
    for (const lane of this.resident) {
      if (this.locked.has(this.registerOf.get(lane)!)) continue;
      const next = this.nextUse(lane, this.position) ?? Infinity;
      const score = next + (this.isClean(lane) ? 1e6 : 0);
      if (score > best) [victim, best] = [lane, score];
    }
    if (victim === undefined) throw new Error('an expression needs more registers than there are');
    const register = this.registerOf.get(victim)!;
    if (!this.isClean(victim)) this.spill(victim, register);
    this.forget(victim);
    return register;
  }

  /** Whether a value can be had again without a spill. */
  private isClean(lane: Lane): boolean {
    const value = this.schedule.values[lane]!;
    if (this.slotOf.has(lane) || value.op === 'constant') return true;
    return value.op === 'load' && this.options.access(value.immediate) !== 'strided';
  }

  private spill(lane: Lane, from: number): void {
    const slot = this.freeSlots.pop() ?? this.slots++;
    this.slotOf.set(lane, slot);
    this.steps.push({ kind: 'spill', slot, from });
  }

  private nextUse(lane: Lane, from: number): number | undefined {
    return this.uses.get(lane)?.find((position) => position >= from);
  }
}
