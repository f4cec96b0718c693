import { type Assembler, at, type Gp, type Vec, ymm } from '../x64/index.ts';

/** Partial store of the first `lanes` lanes, in several stores: masked ones take ten cycles and more on some cores. */
export function storeLanes(
  asm: Assembler,
  base: Gp,
  disp: number,
  from: Vec,
  lanes: number,
  spare: Vec,
): void {
  if (lanes === 8) return asm.storeVector(at(base, disp), from);
  if (lanes > 4) {
    asm.storeHalf(at(base, disp), from);
    asm.v2('vextractf128', spare, from, 1);
    return storeFew(asm, base, disp + 16, spare, lanes - 4, from);
  }
  storeFew(asm, base, disp, from, lanes, spare);
}

function storeFew(asm: Assembler, base: Gp, disp: number, from: Vec, lanes: number, spare: Vec): void {
  if (lanes === 4) return asm.storeHalf(at(base, disp), from);
  for (let lane = 0; lane < lanes; lane++) {
    if (lane > 0) asm.v2('vpermilpsi', spare, from, lane);
    asm.storeScalar(at(base, disp + 4 * lane), lane > 0 ? spare : from);
  }
}

/** Eight horizontal sums: lane i of ymm0 becomes the sum of the lanes of ymm<i>. Clobbers ymm0 to ymm9. */
export function emitSumOfLanes(asm: Assembler): void {
  const spare = [ymm(8), ymm(9)] as const;
  const addBoth = (to: Vec, emit: (part: Vec, second: boolean) => void) => {
    spare.forEach((part, i) => emit(part, i === 1));
    asm.v3('vaddps', to, ...spare);
  };
  for (const i of [0, 2, 4, 6]) {
    addBoth(ymm(i), (part, high) => asm.v3(high ? 'vunpckhps' : 'vunpcklps', part, ymm(i), ymm(i + 1)));
  }
  for (const i of [0, 4]) {
    addBoth(ymm(i), (part, high) => asm.v3('vshufps', part, ymm(i), ymm(i + 2), high ? 0xee : 0x44));
  }
  addBoth(ymm(0), (part, high) => asm.v3('vperm2f128', part, ymm(0), ymm(4), high ? 0x31 : 0x20));
}
