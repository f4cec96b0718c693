import type { AxisKernel } from '../../plan/kernels.ts';
import { type Assembler, at, type Memory, r10, rax, rdx, ymm } from '../x64/index.ts';
import { loadStrip, repeat, storeStrip, type Width } from './strip.ts';

const [source, target, counter] = [rax, rdx, r10];
const [sum, value] = [ymm(0), ymm(1)];

/** Emits the running sums of `width` neighbouring columns. */
export function emitRunningSum(
  asm: Assembler,
  kernel: AxisKernel,
  width: Width,
  from: Memory,
  to: Memory,
): void {
  const { extent, inner, exclusive, reverse } = kernel;
  const step = reverse ? -4 * inner : 4 * inner;
  const start = reverse ? 4 * inner * (extent - 1) : 0;
  const isFloat = kernel.dtype === 'float32';
  asm.lea(source, { ...from, disp: (from.disp ?? 0) + start });
  asm.lea(target, { ...to, disp: (to.disp ?? 0) + start });
  // Minus zero plus the first element is that element, also where it is minus zero.
  asm.loadVector(sum, isFloat && !exclusive ? asm.float(-0) : asm.constant([0]));
  repeat(asm, counter, extent, () => {
    loadStrip(asm, width, value, at(source));
    if (exclusive) storeStrip(asm, width, at(target), sum);
    asm.v3(isFloat ? 'vaddps' : 'vpaddd', sum, sum, value);
    if (!exclusive) storeStrip(asm, width, at(target), sum);
    asm.add(source, step);
    asm.add(target, step);
  });
}
