import { at, type Assembler, type Memory, rsp, type Vec, ymm } from '../x64/index.ts';
import type { Addresses } from './addresses.ts';
import type { Value } from '../../plan/expressions/expression.ts';
import type { Frame } from './frame.ts';
import { hoistable } from './hoist.ts';
import { loadReversed, loadStrided } from './lanes.ts';
import type { Access } from './register-allocator.ts';
import { type Allocation, allocateRegisters } from './allocate-registers.ts';
import type { Schedule } from './schedule-expression.ts';
import { emitSteps, loadConstant } from './step.ts';

export interface BodyOptions {
  readonly schedule: Schedule;
  /** Stride across lanes of each stream, in elements. */
  readonly lanes: readonly number[];
  /** The vector registers (ymm numbers) of the loop. */
  readonly registers: readonly number[];
  readonly sinkRegisters: boolean;
  /** Registers that hoisted values may not take. Default: 0. */
  readonly spared?: number;
  /** The address of an input that was copied elsewhere, such as to a transposed tile; `row` is that of the points. */
  readonly placed?: (input: number, row: number) => Memory | undefined;
  /** Whether an input is invariant in the inner loops, and in all loops. */
  readonly isInvariant: (input: number) => boolean;
  readonly isFixed: (input: number) => boolean;
}

/** The eight neighbouring points that a body computes: displacement in bytes by stream, and how many of them exist. */
export interface Points {
  readonly extra: (stream: number) => number;
  readonly count: number;
  readonly row?: number;
}

export type SinkEmitter = (output: number, sources: readonly (Vec | Memory)[]) => void;

/**
 * The body of an innermost loop: an expression with its registers allocated, hoisted values included. It can be emitted
 * several times (unrolling, remainders) for different points.
 */
export class LoopBody {
  private readonly allocation: Allocation;
  private readonly hoisted = new Map<Value, number>();
  private readonly slots: number;
  /** Registers that are free between bodies. */
  readonly spare: readonly number[];

  constructor(
    private readonly asm: Assembler,
    private readonly options: BodyOptions,
    frame: Frame,
  ) {
    const { schedule, registers, isInvariant, sinkRegisters, spared = 0 } = options;
    const most = registers.length - spared;
    const hoisted = hoistable(schedule, this.access, isInvariant, registers.length).slice(0, most);
    hoisted.forEach((value, index) => this.hoisted.set(value, registers[index]!));
    this.spare = registers.slice(hoisted.length);
    this.allocation = allocateRegisters(schedule, {
      registers: this.spare,
      access: this.access,
      hoisted: this.hoisted,
      sinkRegisters,
    });
    this.slots = frame.reserveVectors(this.allocation.slots);
  }

  /** Emits the hoisted loads and constants: those invariant in all loops (`fixed`), or those only in the inner ones. */
  emitInvariants(addresses: Addresses, fixed: boolean): void {
    for (const [value, register] of this.hoisted) {
      const { op, immediate } = this.options.schedule.definitions[value]!;
      if (fixed !== (op === 'constant' || this.options.isFixed(immediate))) continue;
      if (op === 'constant') loadConstant(this.asm, ymm(register), immediate);
      else this.asm.broadcast(ymm(register), addresses.at(immediate));
    }
  }

  emit(addresses: Addresses, { extra, count, row = 0 }: Points, sink: SinkEmitter): void {
    const input = (index: number, bytes = 0) =>
      this.options.placed?.(index, row) ?? addresses.at(index, extra(index) + bytes);
    emitSteps(this.asm, this.allocation.steps, {
      input,
      slot: (slot) => at(rsp, this.slots + slot * 32),
      load: (to, index, temporaries) => this.load(to, index, input, count, temporaries),
      sink,
    });
  }

  private readonly access = (input: number): Access => {
    const stride = this.options.lanes[input]!;
    return stride === 1 ? 'vector' : stride === 0 ? 'broadcast' : stride === -1 ? 'reversed' : 'strided';
  };

  private load(
    to: Vec,
    index: number,
    input: (index: number, bytes?: number) => Memory,
    count: number,
    temporaries: readonly Vec[],
  ): void {
    const access = this.access(index);
    const stride = this.options.lanes[index]! * 4;
    if (access === 'broadcast') this.asm.broadcast(to, input(index));
    else if (access === 'reversed') loadReversed(this.asm, to, input(index, -28));
    else loadStrided(this.asm, to, (lane) => input(index, lane * stride), count, temporaries);
  }
}
