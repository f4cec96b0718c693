import { emitMap, emitReduce } from '../loops/index.ts';
import type { Kernel, Share } from '../../plan/index.ts';
import { emitProduct, productScratch } from '../products/index.ts';
import { emitAxis, emitGather, emitSegmentSum } from '../rows/index.ts';
import type { Assembler, Label } from '../x64/index.ts';

/** Bytes of scratch space that the code of a kernel, or of one share of it, needs. */
export function scratchBytes(kernel: Kernel): number {
  return kernel.kind === 'product' ? productScratch(kernel) : 0;
}

/** Emits a thread's share of a kernel, which jumps to `failed` with an error code in eax if it cannot go on. */
export function emitKernel(asm: Assembler, kernel: Kernel, share: Share, failed: Label): void {
  switch (kernel.kind) {
    case 'map':
      return emitMap(asm, kernel, share);
    case 'reduce':
      return emitReduce(asm, kernel, share);
    case 'product':
      return emitProduct(asm, kernel, share);
    case 'gather':
      return emitGather(asm, kernel, share, failed);
    case 'segment-sum':
      return emitSegmentSum(asm, kernel, share);
    case 'arg-max':
    case 'arg-min':
    case 'cumsum':
      return emitAxis(asm, kernel, share);
  }
}
