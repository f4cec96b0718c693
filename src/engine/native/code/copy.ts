import { type Assembler, at, type Gp, r10, rcx, rdi, rsi, ymm } from '../x64/index.ts';

/** From this size on `rep movsb` is faster than a vector loop. */
const stringCopyBytes = 1024;
const vectorBytes = 32;

/** Copies `bytes` (a multiple of 4) from [rsi] to [rdi]; changes rsi, rdi, rcx, r10 and ymm0. */
function emitCopy(asm: Assembler, bytes: number): void {
  if (bytes >= stringCopyBytes) {
    asm.mov(rcx, bytes);
    asm.repMovsb();
    return;
  }
  let done = 0;
  for (; done + vectorBytes <= bytes; done += vectorBytes) {
    asm.loadVector(ymm(0), at(rsi, done));
    asm.storeVector(at(rdi, done), ymm(0));
  }
  for (; done < bytes; done += 4) {
    asm.load32(r10, at(rsi, done));
    asm.store32(at(rdi, done), r10);
  }
}

/** Copies a block from the address in the context slot `pointer` into the arena. */
export function emitCopyIn(
  asm: Assembler,
  context: Gp,
  arena: Gp,
  pointer: number,
  offset: number,
  bytes: number,
): void {
  asm.load(rsi, at(context, pointer));
  asm.lea(rdi, at(arena, offset));
  emitCopy(asm, bytes);
}

/** Copies a block of the arena to the address in the context slot `pointer`. */
export function emitCopyOut(
  asm: Assembler,
  context: Gp,
  arena: Gp,
  pointer: number,
  offset: number,
  bytes: number,
): void {
  asm.load(rdi, at(context, pointer));
  asm.lea(rsi, at(arena, offset));
  emitCopy(asm, bytes);
}
