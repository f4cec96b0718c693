import { IntegerAssembler } from './integer-assembler.ts';
import { isRegister, type Gp, type Memory, type Operand, type Scale, type Vec } from './registers.ts';
import {
  moves,
  shifts,
  threeOperand,
  twoOperand,
  type V2,
  type V3,
  type VectorOpcode,
} from './vector-opcodes.ts';

const fixed = {
  ret: [0xc3],
  repMovsb: [0xf3, 0xa4],
  repStosb: [0xf3, 0xaa],
  cpuid: [0x0f, 0xa2],
  xgetbv: [0x0f, 0x01, 0xd0],
  pause: [0xf3, 0x90],
  rdtsc: [0x0f, 0x31],
  syscall: [0x0f, 0x05],
  vzeroupper: [0xc5, 0xf8, 0x77],
} as const;

/** The longest no-operation of every length up to eight bytes. */
const nops = [
  [0x90],
  [0x66, 0x90],
  [0x0f, 0x1f, 0x00],
  [0x0f, 0x1f, 0x40, 0x00],
  [0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x0f, 0x1f, 0x80, 0x00, 0x00, 0x00, 0x00],
  [0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
] as const;

const bitsOf = new Int32Array(1);
const floatOf = new Float32Array(bitsOf.buffer);

/**
 * Assembles x86-64 machine code with AVX2 and FMA: instructions in order, then `assemble`. Vector instructions work on
 * eight lanes of 32 bits and have the VEX encoding, so unaligned memory is allowed everywhere.
 */
export class Assembler extends IntegerAssembler {
  ret(): void {
    this.bytesOf('ret');
  }

  /** Copies rcx bytes from [rsi] to [rdi]. */
  repMovsb(): void {
    this.bytesOf('repMovsb');
  }

  /** Fills rcx bytes at [rdi] with al. */
  repStosb(): void {
    this.bytesOf('repStosb');
  }

  cpuid(): void {
    this.bytesOf('cpuid');
  }

  xgetbv(): void {
    this.bytesOf('xgetbv');
  }

  pause(): void {
    this.bytesOf('pause');
  }

  /** The processor's clock, high half in edx, low half in eax. */
  rdtsc(): void {
    this.bytesOf('rdtsc');
  }

  /** Calls the system: number in rax, result in rax; changes rcx and r11. */
  syscall(): void {
    this.bytesOf('syscall');
  }

  vzeroupper(): void {
    this.bytesOf('vzeroupper');
  }

  /** Pads with no-operations to a multiple of `bytes` from the start of the code. */
  align(bytes: number): void {
    for (let rest = (bytes - (this.position % bytes)) % bytes; rest > 0;) {
      const nop = nops[Math.min(rest, nops.length) - 1]!;
      for (const byte of nop) this.byte(byte);
      rest -= nop.length;
    }
  }

  /** to = a op b; of fused products, `to` is an operand too. */
  v3(name: V3, to: Vec, a: Vec, b: Vec | Memory, immediate?: number): void {
    this.vector(threeOperand[name], to.code, a.code, b, immediate);
  }

  /** to = op from. */
  v2(name: V2, to: Vec, from: Vec | Memory, immediate?: number): void {
    const opcode = twoOperand[name];
    if (name !== 'vextractf128') return this.vector(opcode, to.code, 0, from, immediate);
    if (!isRegister(from)) throw new Error('vextractf128 reads a register');
    this.vector(opcode, from.code, 0, to, immediate);
  }

  shift(name: keyof typeof shifts, to: Vec, from: Vec, bits: number): void {
    this.vector(moves.shift, shifts[name], to.code, from, bits);
  }

  /** b where the sign bit of the mask is set, else a. */
  blend(to: Vec, a: Vec, b: Vec | Memory, mask: Vec): void {
    this.vector(moves.blend, to.code, a.code, b, mask.code << 4);
  }

  /** Eight lanes. */
  loadVector(to: Vec, from: Memory): void {
    this.vector(moves.load, to.code, 0, from);
  }

  storeVector(to: Memory, from: Vec): void {
    this.vector(moves.store, from.code, 0, to);
  }

  /** Four lanes; the others become zero. */
  loadHalf(to: Vec, from: Memory): void {
    this.vector(moves.loadHalf, to.code, 0, from);
  }

  storeHalf(to: Memory, from: Vec): void {
    this.vector(moves.storeHalf, from.code, 0, to);
  }

  /** The lanes whose sign bit is set in the mask; the others become zero. */
  loadMasked(to: Vec, mask: Vec, from: Memory): void {
    this.vector(moves.loadMasked, to.code, mask.code, from);
  }

  /** The lanes whose sign bit is set in the mask. */
  storeMasked(to: Memory, mask: Vec, from: Vec): void {
    this.vector(moves.storeMasked, from.code, mask.code, to);
  }

  /** One lane; the others become zero. */
  loadScalar(to: Vec, from: Memory): void {
    this.vector(moves.loadScalar, to.code, 0, from);
  }

  storeScalar(to: Memory, from: Vec): void {
    this.vector(moves.storeScalar, from.code, 0, to);
  }

  /** One number, or lane 0 of a register, in all lanes. */
  broadcast(to: Vec, from: Memory | Vec): void {
    this.vector(moves.broadcast, to.code, 0, from);
  }

  /** `a` with its lower (0) or upper (1) half replaced by the lower half of `from`, or four lanes of memory. */
  insertHalf(to: Vec, a: Vec, from: Vec | Memory, half: 0 | 1): void {
    this.vector(moves.insertHalf, to.code, a.code, from, half);
  }

  /** Lanes from base + index * scale + disp where the mask's sign bit is set; the mask becomes zero. */
  gather(to: Vec, base: Gp, index: Vec, scale: Scale, disp: number, mask: Vec): void {
    if (to === index || to === mask || index === mask) throw new Error('a gather needs three registers');
    const { prefix, map, opcode } = moves.gather;
    const high = { x: index.code >> 3, b: base.code >> 3 };
    this.vex(prefix, map, false, false, to.code, mask.code, high);
    this.byte(opcode);
    this.memory((to.code & 7) << 3, { base, scale, disp }, index.code);
  }

  /** The sign bits of the eight lanes. */
  movemask(to: Gp, from: Vec): void {
    this.vector(moves.movemask, to.code, 0, from);
  }

  /** The lower 32 bits into lane 0; the other lanes become zero. */
  fromGp(to: Vec, from: Gp): void {
    this.vector(moves.fromGp, to.code, 0, from);
  }

  /** Lane 0 into the lower 32 bits; the upper become zero. */
  toGp(to: Gp, from: Vec): void {
    this.vector(moves.toGp, from.code, 0, to);
  }

  /** Eight int32 bit patterns, or one for all lanes. */
  constant(lanes: readonly number[]): Memory {
    return { constant: this.poolOffset(lanes) };
  }

  /** A float32 in all lanes. */
  float(value: number): Memory {
    floatOf[0] = value;
    return this.constant([bitsOf[0]!]);
  }

  private bytesOf(name: keyof typeof fixed): void {
    for (const byte of fixed[name]) this.byte(byte);
  }

  private vector(
    form: VectorOpcode,
    register: number,
    second: number,
    operand: Operand,
    immediate?: number,
  ): void {
    if (form.immediate !== (immediate !== undefined)) {
      throw new Error(
        form.immediate ? 'an instruction lacks its immediate' : 'an instruction takes no immediate',
      );
    }
    this.vex(form.prefix, form.map, form.wide, form.half, register, second, this.highBits(operand));
    this.byte(form.opcode);
    this.operand(register, operand, immediate === undefined ? 0 : 1);
    if (immediate !== undefined) this.byte(immediate & 0xff);
  }

  /** The VEX prefix (section 2.3.5): three bytes, or two where they say all. */
  private vex(
    prefix: number,
    map: number,
    wide: boolean,
    half: boolean,
    register: number,
    second: number,
    { x, b }: { readonly x: number; readonly b: number },
  ): void {
    const notR = register > 7 ? 0 : 0x80;
    const last = ((~second & 15) << 3) | (half ? 0 : 4) | prefix;
    if (map === 1 && !wide && !x && !b) {
      this.byte(0xc5);
      this.byte(notR | last);
      return;
    }
    this.byte(0xc4);
    this.byte(notR | (x ? 0 : 0x40) | (b ? 0 : 0x20) | map);
    this.byte((wide ? 0x80 : 0) | last);
  }
}
