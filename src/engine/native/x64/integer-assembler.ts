import type { Label } from './code-buffer.ts';
import { OperandEncoder } from './operand-encoder.ts';
import { isGp, type Gp, type Memory, type Operand } from './registers.ts';

const conditions = {
  b: 2,
  ae: 3,
  e: 4,
  ne: 5,
  be: 6,
  a: 7,
  s: 8,
  ns: 9,
  p: 10,
  np: 11,
  l: 12,
  ge: 13,
  le: 14,
  g: 15,
} as const;

/** Signed: l, le, g, ge; unsigned: b, be, a, ae; p: a comparison of floats that met NaN. */
export type Condition = keyof typeof conditions;

type Source = Gp | number | Memory;

const isInt8 = (value: number) => value >= -128 && value <= 127;
const isInt32 = (value: number) => value === (value | 0);

/** General-purpose instructions, on 64 bits where the name says nothing else. */
export class IntegerAssembler extends OperandEncoder {
  /** Zero is written as `xor`, which changes the flags. */
  mov(to: Gp, from: Gp | number): void {
    if (typeof from !== 'number') this.wide([0x8b], to.code, from);
    else if (from === 0) this.narrow([0x33], to.code, to);
    else if (from > 0 && from < 2 ** 32) {
      if (to.code > 7) this.byte(0x41);
      this.byte(0xb8 | (to.code & 7));
      this.int32(from);
    } else if (isInt32(from)) {
      this.wide([0xc7], 0, to, 4);
      this.int32(from);
    } else {
      if (!Number.isSafeInteger(from)) throw new Error(`${from} is not a whole number below 2^53`);
      this.byte(0x48 | (to.code >> 3));
      this.byte(0xb8 | (to.code & 7));
      this.int64(BigInt(from));
    }
  }

  load(to: Gp, from: Memory): void {
    this.wide([0x8b], to.code, from);
  }

  store(to: Memory, from: Gp): void {
    this.wide([0x89], from.code, to);
  }

  /** 32 bits, the upper half of the register zero. */
  load32(to: Gp, from: Memory): void {
    this.narrow([0x8b], to.code, from);
  }

  /** 32 bits with their sign. */
  loadSigned32(to: Gp, from: Memory): void {
    this.wide([0x63], to.code, from);
  }

  store32(to: Memory, from: Gp | number): void {
    if (typeof from !== 'number') this.narrow([0x89], from.code, to);
    else {
      this.narrow([0xc7], 0, to, 4);
      this.int32(from);
    }
  }

  lea(to: Gp, from: Memory): void {
    this.wide([0x8d], to.code, from);
  }

  add(to: Gp | Memory, from: Source): void {
    this.arithmetic(0, to, from);
  }

  or(to: Gp | Memory, from: Source): void {
    this.arithmetic(1, to, from);
  }

  and(to: Gp | Memory, from: Source): void {
    this.arithmetic(4, to, from);
  }

  sub(to: Gp | Memory, from: Source): void {
    this.arithmetic(5, to, from);
  }

  xor(to: Gp | Memory, from: Source): void {
    this.arithmetic(6, to, from);
  }

  cmp(to: Gp | Memory, from: Source): void {
    this.arithmetic(7, to, from);
  }

  test(to: Gp, from: Source): void {
    if (typeof from !== 'number') {
      if (isGp(from)) this.wide([0x85], from.code, to);
      else this.wide([0x85], to.code, from);
    } else {
      this.wide([0xf7], 0, to, 4);
      this.signed32(from);
    }
  }

  /** to * from; with `by`, from * by. */
  imul(to: Gp, from: Source, by?: number): void {
    const immediate = typeof from === 'number' ? from : by;
    const source = typeof from === 'number' ? to : from;
    if (immediate === undefined) this.wide([0x0f, 0xaf], to.code, source);
    else if (isInt8(immediate)) {
      this.wide([0x6b], to.code, source, 1);
      this.byte(immediate & 0xff);
    } else {
      this.wide([0x69], to.code, source, 4);
      this.signed32(immediate);
    }
  }

  shl(to: Gp, bits: number): void {
    this.shiftBy(4, to, bits);
  }

  shr(to: Gp, bits: number): void {
    this.shiftBy(5, to, bits);
  }

  sar(to: Gp, bits: number): void {
    this.shiftBy(7, to, bits);
  }

  inc(to: Gp | Memory): void {
    this.wide([0xff], 0, to);
  }

  dec(to: Gp | Memory): void {
    this.wide([0xff], 1, to);
  }

  neg(to: Gp | Memory): void {
    this.wide([0xf7], 3, to);
  }

  push(from: Gp): void {
    if (from.code > 7) this.byte(0x41);
    this.byte(0x50 | (from.code & 7));
  }

  pop(to: Gp): void {
    if (to.code > 7) this.byte(0x41);
    this.byte(0x58 | (to.code & 7));
  }

  jmp(to: Label | Gp): void {
    if ('kind' in to) this.indirect(4, to);
    else if (this.isNear(to)) this.near(0xeb, to);
    else {
      this.byte(0xe9);
      this.distanceTo(to);
    }
  }

  jump(condition: Condition, to: Label): void {
    const code = conditions[condition];
    if (this.isNear(to)) return this.near(0x70 | code, to);
    this.byte(0x0f);
    this.byte(0x80 | code);
    this.distanceTo(to);
  }

  call(to: Label | Gp): void {
    if ('kind' in to) return this.indirect(2, to);
    this.byte(0xe8);
    this.distanceTo(to);
  }

  /** Locked addition to 64 bits of memory. */
  lockAdd(to: Memory, from: Gp): void {
    this.byte(0xf0);
    this.wide([0x01], from.code, to);
  }

  /** Adds `from` to the memory, and puts what was there into `from`; no other thread comes between. */
  lockFetchAdd(to: Memory, from: Gp): void {
    this.byte(0xf0);
    this.wide([0x0f, 0xc1], from.code, to);
  }

  /** Into all levels of the cache. */
  prefetch(from: Memory): void {
    this.narrow([0x0f, 0x18], 1, from);
  }

  /** With REX.W: 64-bit operands. */
  private wide(opcode: readonly number[], register: number, operand: Operand, trailing = 0): void {
    const { x, b } = this.highBits(operand);
    this.byte(0x48 | ((register >> 3) << 2) | (x << 1) | b);
    for (const byte of opcode) this.byte(byte);
    this.operand(register, operand, trailing);
  }

  private narrow(opcode: readonly number[], register: number, operand: Operand, trailing = 0): void {
    const { x, b } = this.highBits(operand);
    const rex = 0x40 | ((register >> 3) << 2) | (x << 1) | b;
    if (rex !== 0x40) this.byte(rex);
    for (const byte of opcode) this.byte(byte);
    this.operand(register, operand, trailing);
  }

  private arithmetic(group: number, to: Gp | Memory, from: Source): void {
    if (typeof from === 'number') {
      this.wide([isInt8(from) ? 0x83 : 0x81], group, to, isInt8(from) ? 1 : 4);
      if (isInt8(from)) this.byte(from & 0xff);
      else this.signed32(from);
    } else if (isGp(to)) this.wide([(group << 3) | 3], to.code, from);
    else if (isGp(from)) this.wide([(group << 3) | 1], from.code, to);
    else throw new Error('an instruction has two operands in memory');
  }

  private shiftBy(group: number, to: Gp, bits: number): void {
    this.wide([0xc1], group, to, 1);
    this.byte(bits & 63);
  }

  private indirect(group: number, to: Gp): void {
    this.narrow([0xff], group, to);
  }

  private signed32(value: number): void {
    if (!isInt32(value)) throw new Error(`the immediate ${value} does not fit 32 bits with a sign`);
    this.int32(value);
  }

  private isNear(to: Label): boolean {
    return to.position !== undefined && to.position - (this.position + 2) >= -128;
  }

  private near(opcode: number, to: Label): void {
    this.byte(opcode);
    this.byte((to.position! - (this.position + 1)) & 0xff);
  }
}
