import { type Assembler, type Memory, type Vec } from '../x64/index.ts';

/**
 * Transposes an eight by eight matrix in memory, with eight registers.
 * @param line address of element j of line i, contiguous in j
 * @param to address for the vector of elements j of all lines
 */
export function transposeTile(
  asm: Assembler,
  line: (line: number, element: number) => Memory,
  to: (element: number) => Memory,
  registers: readonly Vec[],
): void {
  for (const first of [0, 4]) {
    const rows = registers.slice(0, 4);
    rows.forEach((row, index) => {
      asm.loadHalf(row, line(index, first));
      asm.insertHalf(row, row, line(index + 4, first), 1);
    });
    transposeHalves(asm, registers, (element) => to(first + element));
  }
}

/** Transposes two four by four blocks, one in the lower and one in the upper halves of the first four registers. */
function transposeHalves(asm: Assembler, registers: readonly Vec[], to: (element: number) => Memory): void {
  const [a, b, c, d, lowAb, highAb, lowCd, highCd] = registers as [Vec, Vec, Vec, Vec, Vec, Vec, Vec, Vec];
  asm.v3('vunpcklps', lowAb, a, b);
  asm.v3('vunpckhps', highAb, a, b);
  asm.v3('vunpcklps', lowCd, c, d);
  asm.v3('vunpckhps', highCd, c, d);
  asm.v3('vshufps', a, lowAb, lowCd, 0x44);
  asm.v3('vshufps', b, lowAb, lowCd, 0xee);
  asm.v3('vshufps', c, highAb, highCd, 0x44);
  asm.v3('vshufps', d, highAb, highCd, 0xee);
  [a, b, c, d].forEach((vector, element) => asm.storeVector(to(element), vector));
}
