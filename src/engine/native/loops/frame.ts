import { type Assembler, rsp } from '../x64/index.ts';

/** Stack memory of a kernel: reserved in parts while the kernel is planned, then entered and left. */
export class Frame {
  private used = 0;

  /** Offset from rsp of so many bytes. */
  reserve(bytes: number): number {
    const offset = this.used;
    this.used += bytes;
    return offset;
  }

  /** The same, aligned for vectors. */
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
