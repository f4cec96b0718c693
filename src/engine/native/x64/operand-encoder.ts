import { CodeBuffer } from './code-buffer.ts';
import { isRegister, type Gp, type Memory, type Operand } from './registers.ts';

const isInt8 = (value: number) => value >= -128 && value <= 127;

const scaleBits = { 1: 0, 2: 1, 4: 2, 8: 3 } as const;

/** High bits of the register numbers of an operand in the r/m field, for the REX and VEX prefixes. */
export interface HighBits {
  readonly x: number;
  readonly b: number;
}

/** Writes the ModRM and SIB bytes and displacements of Intel's Software Developer's Manual, volume 2, section 2.1. */
export class OperandEncoder extends CodeBuffer {
  protected highBits(operand: Operand): HighBits {
    if (isRegister(operand)) return { x: 0, b: operand.code >> 3 };
    return { x: (operand.index?.code ?? 0) >> 3, b: (operand.base?.code ?? 0) >> 3 };
  }

  /** `register`: number for the reg field; `trailing`: bytes of immediate behind the operand. */
  protected operand(register: number, operand: Operand, trailing = 0): void {
    const field = (register & 7) << 3;
    if (isRegister(operand)) this.byte(0xc0 | field | (operand.code & 7));
    else if (operand.constant !== undefined) {
      this.byte(field | 5);
      this.distanceToConstant(operand.constant + (operand.disp ?? 0), trailing);
    } else this.memory(field, operand, operand.index?.code);
  }

  /** `index`: number of the index register: general-purpose, or a vector in a gather. */
  protected memory(field: number, memory: Memory, index: number | undefined): void {
    const { base, disp = 0, scale = 1 } = memory;
    if (index === 4 && memory.index) throw new Error('rsp cannot be an index');
    if (!base) {
      if (index === undefined) throw new Error('an address needs a base, an index or a constant');
      this.byte(field | 4);
      this.byte((scaleBits[scale] << 6) | ((index & 7) << 3) | 5);
      this.displacement(disp);
      return;
    }
    const mode = modeOf(base, disp);
    if (index === undefined && (base.code & 7) !== 4) this.byte((mode << 6) | field | (base.code & 7));
    else {
      this.byte((mode << 6) | field | 4);
      this.byte((scaleBits[scale] << 6) | (((index ?? 4) & 7) << 3) | (base.code & 7));
    }
    if (mode === 1) this.byte(disp & 0xff);
    if (mode === 2) this.displacement(disp);
  }

  private displacement(disp: number): void {
    if (disp !== (disp | 0)) throw new Error(`the offset ${disp} does not fit an address`);
    this.int32(disp);
  }
}

/** rbp and r13 have no form without displacement. */
function modeOf(base: Gp, disp: number): 0 | 1 | 2 {
  if (disp === 0 && (base.code & 7) !== 5) return 0;
  return isInt8(disp) ? 1 : 2;
}
