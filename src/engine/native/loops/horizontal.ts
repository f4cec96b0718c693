import { type Assembler, type Memory, type Vec } from '../x64/index.ts';
import type { Combiner } from './combine.ts';

/** Horizontal reduction: combines the eight lanes of a register in its lane 0. */
export function combineLanes(
  asm: Assembler,
  { combine }: Combiner,
  value: Vec,
  other: Vec,
  temporary: Vec,
): void {
  asm.v2('vextractf128', other, value, 1);
  combine(asm, value, value, other, temporary);
  asm.v2('vpermilpsi', other, value, 0x4e);
  combine(asm, value, value, other, temporary);
  asm.v2('vmovshdup', other, value);
  combine(asm, value, value, other, temporary);
}

/**
 * Eight horizontal reductions at once, of vectors in memory. Lane i of the result, in the first of the five registers, is
 * that of vector i.
 */
export function combineRows(
  asm: Assembler,
  { combine }: Combiner,
  row: (index: number) => Memory,
  registers: readonly Vec[],
  temporary: Vec,
): void {
  const [whole, upper, left, right, spare] = registers as [Vec, Vec, Vec, Vec, Vec];
  const pair = (to: Vec, first: number): void => {
    asm.loadVector(right, row(first));
    asm.v3('vunpcklps', to, right, row(first + 1));
    asm.v3('vunpckhps', right, right, row(first + 1));
    combine(asm, to, to, right, temporary);
  };
  const four = (to: Vec, first: number): void => {
    pair(left, first);
    pair(spare, first + 2);
    asm.v3('vshufps', to, left, spare, 0x44);
    asm.v3('vshufps', left, left, spare, 0xee);
    combine(asm, to, to, left, temporary);
  };
  four(whole, 0);
  four(upper, 4);
  asm.v3('vperm2f128', left, whole, upper, 0x31);
  asm.v3('vperm2f128', whole, whole, upper, 0x20);
  combine(asm, whole, whole, left, temporary);
}
