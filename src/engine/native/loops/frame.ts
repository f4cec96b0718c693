import { type Assembler, rsp } from '../x64/index.ts';

/** Stack frame of a kernel: parts are reserved before any code is emitted, then prologue and epilogue use the total. */
export class Frame {
  private used = 0;

  /** Reserves bytes; gives their offset from rsp. */
  reserve(bytes: number): number {
    const offset = this.used;
    this.used += bytes;
    return offset;
  }

  /** Reserves vectors of 32 bytes, aligned within the frame. */
  reserveVectors(count: number): number {
    this.used = Math.ceil(this.used / 32) * 32;
    return this.reserve(count * 32);
  }

  enter(asm: Assembler): void {
    if (this.used > 0) asm.sub(rsp, this.bytes);
  }

  leave(asm: Assembler): void {
    if (this.used > 0) asm.add(rsp, this.bytes);
  }

  private get bytes(): number {
    return Math.ceil(this.used / 32) * 32;
  }
}
