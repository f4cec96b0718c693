import type { ProductKernel, Share } from '../../plan/kernels.ts';
import { type Assembler, at, r13, r15, rcx, rdi, rdx, rsi } from '../x64/index.ts';
import { divide } from './divide.ts';
import { isDots } from './dots.ts';
import { planOf } from './plan.ts';
import type { Shape } from '../../plan/product-shape.ts';
import { simplify } from './simplify.ts';

/** Bytes of scratch space that each share needs: share i's begin at `kernel.scratch` + i times as many. */
export function productScratch(kernel: ProductKernel): number {
  if (isEmpty(kernel)) return 0;
  const shape = simplify(kernel);
  return isDots(shape) ? 0 : Math.ceil(planOf(shape).scratchBytes / 64) * 64;
}

/** Emits a thread's share of the product; clobbers all registers but rsp, r14 and r15. */
export function emitProduct(asm: Assembler, kernel: ProductKernel, share: Share): void {
  asm.lea(rdi, at(r15, kernel.a));
  asm.lea(rsi, at(r15, kernel.b));
  asm.lea(rdx, at(r15, kernel.c));
  asm.lea(r13, at(r15, kernel.scratch));
  emitPart(asm, kernel, share);
}

function emitPart(asm: Assembler, kernel: ProductKernel, share: Share): void {
  if (isEmpty(kernel)) return;
  const shape = simplify(kernel);
  const part = divide(shape, share);
  if (!part) return;
  const [a, b] = operands(shape);
  if (part.a !== 0) asm.add(a, part.a * 4);
  if (part.b !== 0) asm.add(b, part.b * 4);
  if (part.c !== 0) asm.add(rdx, part.c * 4);
  const scratch = share.index * productScratch(kernel);
  if (scratch !== 0) asm.add(r13, scratch);
  if (shape.swapped) {
    asm.mov(rcx, rdi);
    asm.mov(rdi, rsi);
    asm.mov(rsi, rcx);
  }
  part.emit(asm);
}

/** The registers of the shape's a and b, which `simplify` may have swapped. */
function operands(shape: Shape): readonly [typeof rdi, typeof rsi] {
  return shape.swapped ? [rsi, rdi] : [rdi, rsi];
}

function isEmpty({ batch, rows, columns }: ProductKernel): boolean {
  return columns === 0 || [...batch, ...rows].some((axis) => axis.extent === 0);
}
