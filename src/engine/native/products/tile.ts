import type { SumAxis } from '../../plan/kernels.ts';
import {
  type Assembler,
  at,
  type Memory,
  r12,
  rax,
  rbp,
  rbx,
  rdi,
  rdx,
  type Vec,
  ymm,
} from '../x64/index.ts';
import { storeLanes } from './lanes.ts';
import { type Point, walkSums } from './sums.ts';

/** A register tile: a block of c whose accumulators fit the vector registers. */
export interface Tile {
  /** Offset of each row from rdi in a and from rdx in c, in elements. */
  readonly rows: readonly { readonly a: number; readonly c: number }[];
  readonly vectors: number;
  /** Lanes of the last vector that are columns; 8 if it is full. */
  readonly lanes: number;
  /** The sums; `b` counts from rbp. */
  readonly sums: readonly SumAxis[];
  /** Partial sums per element, which hide latency in tiles with few accumulators. */
  readonly parts: number;
  /** Whether c accumulates over blocks of sums: from the second block on, when r12 is not zero. */
  readonly adds: boolean;
}

const operand = ymm(15);

/** Emits the microkernel: a tile of c at rdx from a at rdi and b at rbp; clobbers rax, rbx, rcx and all vectors. */
export function emitTile(asm: Assembler, tile: Tile): void {
  const size = tile.rows.length * tile.vectors;
  for (let i = 0; i < size * tile.parts; i++) asm.v3('vxorps', ymm(i), ymm(i), ymm(i));
  asm.mov(rax, rdi);
  asm.mov(rbx, rbp);
  walkSums(asm, tile.sums, size, (point, index) => emitStep(asm, tile, point, (index % tile.parts) * size));
  for (let parts = tile.parts; parts > 1; parts /= 2) {
    for (let i = 0; i < (size * parts) / 2; i++)
      asm.v3('vaddps', ymm(i), ymm(i), ymm(i + (size * parts) / 2));
  }
  if (tile.adds) addEarlier(asm, tile);
  tile.rows.forEach(({ c }, row) => {
    for (let vector = 0; vector < tile.vectors; vector++) {
      const lanes = vector === tile.vectors - 1 ? tile.lanes : 8;
      storeLanes(asm, rdx, c * 4 + vector * 32, ymm(row * tile.vectors + vector), lanes, operand);
    }
  });
}

/** A rank-1 update of the tile. The smaller of both operands (rows of a, vectors of b) is held in registers. */
function emitStep(asm: Assembler, tile: Tile, { a, b }: Point, first: number): void {
  const { rows, vectors } = tile;
  const held = rows.length * vectors * tile.parts;
  const accumulator = (row: number, vector: number) => ymm(first + row * vectors + vector);
  const fromA = (row: number) => at(rax, (a + rows[row]!.a) * 4);
  const fromB = (vector: number) => at(rbx, b * 4 + vector * 32);
  const multiply = (to: Vec, x: Vec, y: Vec | Memory) => asm.v3('vfmadd231ps', to, x, y);
  if (rows.length === 1) {
    asm.broadcast(operand, fromA(0));
    for (let j = 0; j < vectors; j++) multiply(accumulator(0, j), operand, fromB(j));
  } else if (rows.length < vectors) {
    rows.forEach((_, i) => asm.broadcast(ymm(held + i), fromA(i)));
    for (let j = 0; j < vectors; j++) {
      asm.loadVector(operand, fromB(j));
      rows.forEach((_, i) => multiply(accumulator(i, j), ymm(held + i), operand));
    }
  } else {
    for (let j = 0; j < vectors; j++) asm.loadVector(ymm(held + j), fromB(j));
    rows.forEach((_, i) => {
      asm.broadcast(operand, fromA(i));
      for (let j = 0; j < vectors; j++) multiply(accumulator(i, j), operand, ymm(held + j));
    });
  }
}

function addEarlier(asm: Assembler, tile: Tile): void {
  const store = asm.label();
  asm.test(r12, r12);
  asm.jump('e', store);
  tile.rows.forEach(({ c }, row) => {
    for (let vector = 0; vector < tile.vectors; vector++) {
      const sum = ymm(row * tile.vectors + vector);
      asm.v3('vaddps', sum, sum, at(rdx, c * 4 + vector * 32));
    }
  });
  asm.bind(store);
}
