import { at, type Assembler, type Memory, rsp, type Vec, ymm } from '../x64/index.ts';
import type { Addresses } from './addresses.ts';
import type { Lane } from '../../plan/expressions/expression.ts';
import type { Frame } from './frame.ts';
import { hoistable } from './hoist.ts';
import { loadReversed, loadStrided } from './lanes.ts';
import type { Access } from './register-file.ts';
import { type Allocation, allocateRegisters } from './registers.ts';
import type { Schedule } from './schedule.ts';
import { emitSteps, loadConstant } from './step.ts';

export interface BodyOptions {
  readonly schedule: Schedule;
  /** Elements between neighbouring lanes of each stream. */
  readonly lanes: readonly number[];
  /** Numbers of the vector registers to use. */
  readonly registers: readonly number[];
  readonly sinkRegisters: boolean;
  /** Registers to keep free of what stays the same in loops; 0 when not given. */
  readonly spared?: number;
  /** Where an operand is when it is not where the loops are; `row` is that of the points. */
  readonly placed?: (operand: number, row: number) => Memory | undefined;
  /** Operands that are the same in all turns of the inner loops, and in the whole kernel. */
  readonly isInvariant: (operand: number) => boolean;
  readonly isFixed: (operand: number) => boolean;
}

/** The eight points that a body computes: bytes from where the loops are, per stream, and how many of them count. */
export interface Points {
  readonly extra: (stream: number) => number;
  readonly count: number;
  readonly row?: number;
}

export type SinkEmitter = (output: number, sources: readonly (Vec | Memory)[]) => void;

/** An expression with its registers, which can be emitted for any eight points of a loop. */
export class LoopBody {
  private readonly allocation: Allocation;
  private readonly hoisted = new Map<Lane, number>();
  private readonly slots: number;
  /** Numbers of the registers that hold nothing between bodies. */
  readonly spare: readonly number[];

  constructor(
    private readonly asm: Assembler,
    private readonly options: BodyOptions,
    frame: Frame,
  ) {
    const { schedule, registers, isInvariant, sinkRegisters, spared = 0 } = options;
    const most = registers.length - spared;
    const hoisted = hoistable(schedule, this.access, isInvariant, registers.length).slice(0, most);
    hoisted.forEach((lane, index) => this.hoisted.set(lane, registers[index]!));
    this.spare = registers.slice(hoisted.length);
    this.allocation = allocateRegisters(schedule, {
      registers: this.spare,
      access: this.access,
      hoisted: this.hoisted,
      sinkRegisters,
    });
    this.slots = frame.reserveVectors(this.allocation.slots);
  }

  /** Loads what stays the same: in the whole kernel (`fixed`), or in the inner loops. */
  emitInvariants(addresses: Addresses, fixed: boolean): void {
    for (const [lane, register] of this.hoisted) {
      const { op, immediate } = this.options.schedule.values[lane]!;
      if (fixed !== (op === 'constant' || this.options.isFixed(immediate))) continue;
      if (op === 'constant') loadConstant(this.asm, ymm(register), immediate);
      else this.asm.broadcast(ymm(register), addresses.at(immediate));
    }
  }

  emit(addresses: Addresses, { extra, count, row = 0 }: Points, sink: SinkEmitter): void {
    const operand = (index: number, bytes = 0) =>
      this.options.placed?.(index, row) ?? addresses.at(index, extra(index) + bytes);
    emitSteps(this.asm, this.allocation.steps, {
      operand,
      slot: (slot) => at(rsp, this.slots + slot * 32),
      load: (to, index, temporaries) => this.load(to, index, operand, count, temporaries),
      sink,
    });
  }

  private readonly access = (operand: number): Access => {
    const stride = this.options.lanes[operand]!;
    return stride === 1 ? 'vector' : stride === 0 ? 'broadcast' : stride === -1 ? 'reversed' : 'strided';
  };

  private load(
    to: Vec,
    index: number,
    operand: (index: number, bytes?: number) => Memory,
    count: number,
    temporaries: readonly Vec[],
  ): void {
    const access = this.access(index);
    const stride = this.options.lanes[index]! * 4;
    if (access === 'broadcast') this.asm.broadcast(to, operand(index));
    else if (access === 'reversed') loadReversed(this.asm, to, operand(index, -28));
    else loadStrided(this.asm, to, (lane) => operand(index, lane * stride), count, temporaries);
  }
}
