import type { AxisKernel } from '../../plan/kernels.ts';
import { type Assembler, at, type Gp, type Memory, r10, rax, type Vec, ymm } from '../x64/index.ts';
import { loadStrip, repeat, storeStrip, type Width } from './strip.ts';

const [source, counter] = [rax, r10];
const [best, place, value, position] = [ymm(0), ymm(1), ymm(2), ymm(3)];
const [step, better, equal] = [ymm(4), ymm(5), ymm(6)];

const lessThan = 1;
const equalTo = 0;

/** Emits arg-max or arg-min of `width` columns, a column per lane. */
export function emitArgColumn(
  asm: Assembler,
  kernel: AxisKernel,
  width: Width,
  from: Memory,
  to: Memory,
): void {
  asm.lea(source, from);
  loadStrip(asm, width, best, at(source));
  asm.v3('vxorps', place, place, place);
  asm.v3('vxorps', position, position, position);
  asm.loadVector(step, asm.constant([1]));
  repeat(asm, counter, kernel.extent - 1, () => {
    asm.add(source, 4 * kernel.inner);
    asm.v3('vpaddd', position, position, step);
    loadStrip(asm, width, value, at(source));
    emitBetter(asm, kernel);
    emitTake(asm, value, position);
  });
  storeStrip(asm, width, to, place);
}

/**
 * Emits arg-max or arg-min of a contiguous row, vectorized along it: eight lanes search parts of the row, then a
 * horizontal reduction. All lanes start from the first element: a NaN there is never beaten, and elsewhere never wins.
 */
export function emitArgRow(asm: Assembler, kernel: AxisKernel, from: Gp, to: Gp): void {
  const vectors = Math.floor(kernel.extent / 8);
  const rest = kernel.extent % 8;
  asm.lea(source, at(from));
  asm.broadcast(best, at(source));
  asm.v3('vxorps', place, place, place);
  asm.loadVector(position, asm.constant(lanes));
  asm.loadVector(step, asm.constant([8]));
  repeat(asm, counter, vectors, () => {
    asm.loadVector(value, at(source));
    emitBetter(asm, kernel);
    emitTake(asm, value, position);
    asm.add(source, 32);
    asm.v3('vpaddd', position, position, step);
  });
  if (rest) {
    asm.loadVector(value, at(source));
    emitBetter(asm, kernel);
    asm.v3('vandps', better, better, asm.constant(lanes.map((i) => (i < rest ? -1 : 0))));
    emitTake(asm, value, position);
  }
  for (const distance of [4, 2, 1] as const) emitFold(asm, kernel, distance);
  asm.storeScalar(at(to), place);
}

const lanes = [0, 1, 2, 3, 4, 5, 6, 7];

/** A step of the horizontal reduction: keeps the better of two lanes `distance` apart, of equals the earlier position. */
function emitFold(asm: Assembler, kernel: AxisKernel, distance: 4 | 2 | 1): void {
  for (const [to, of] of [
    [value, best],
    [position, place],
  ] as const) {
    if (distance === 4) asm.v3('vperm2f128', to, of, of, 1);
    else asm.v2('vpermilpsi', to, of, distance === 2 ? 0b01_00_11_10 : 0b10_11_00_01);
  }
  emitBetter(asm, kernel);
  if (kernel.dtype === 'float32') asm.v3('vcmpps', equal, value, best, equalTo);
  else asm.v3('vpcmpeqd', equal, value, best);
  asm.v3('vpcmpgtd', step, place, position);
  asm.v3('vandps', equal, equal, step);
  asm.v3('vorps', better, better, equal);
  emitTake(asm, value, position);
}

/** Emits the mask of the lanes where `value` beats `best`. */
function emitBetter(asm: Assembler, { kind, dtype }: AxisKernel): void {
  const [small, large] = kind === 'arg-max' ? [best, value] : [value, best];
  if (dtype === 'float32') asm.v3('vcmpps', better, small, large, lessThan);
  else asm.v3('vpcmpgtd', better, large, small);
}

function emitTake(asm: Assembler, newValue: Vec, newPosition: Vec): void {
  asm.blend(best, best, newValue, better);
  asm.blend(place, place, newPosition, better);
}
