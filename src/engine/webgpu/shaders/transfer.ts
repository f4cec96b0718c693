import { dispatchOf } from './dispatch.ts';
import type { Params } from './shader-stage.ts';
import { openLoop, pointLoop, u32 } from './source.ts';

/** A block of every replica's arena that is copied from or to a staging buffer (`outside`). */
export interface Copied {
  readonly elements: number;
  /** Byte offset in the arena. */
  readonly offset: number;
}

/** Layout of a block in the staging buffer, in words. */
export interface Region {
  readonly start: number;
  /** Stride between replicas; 0 if they share the block. */
  readonly fromReplica: number;
  /** Stride between steps. */
  readonly fromStep: number;
}

export type Direction = 'in' | 'out';

export interface TransferShader {
  readonly source: string;
  readonly groups: readonly [number, number];
  /** Number of uniforms of its own. */
  readonly words: number;
  /** The uniforms for a layout. */
  readonly params: (regions: readonly Region[]) => readonly number[];
}

/** Vectors of the uniform array: in front, and per block. */
const vectorsBefore = 1;
const vectorsOfBlock = 2;

/** Pads the reserved uniforms to a vector. */
const padding = [0, 0];

/**
 * A dispatch that copies several blocks, an invocation per element. It finds its block by binary search: shader
 * compilers are slow on a branch per block. Of a shared block, the first replica's is copied out.
 */
export function emitTransfer(blocks: readonly Copied[], direction: Direction): TransferShader {
  const points = blocks.reduce((sum, { elements }) => sum + elements, 0);
  const words = padding.length + 4 * vectorsOfBlock * blocks.length;
  const body = (params: Params, size: number): string[] => {
    for (let word = 0; word < words; word++) params.add(0);
    return [openLoop(points, size), ...copyOf(blocks.length, direction), '}'];
  };
  // Transfers are never fused with other stages.
  const uses = { reads: [], writes: [] };
  const { source, groups } = dispatchOf([{ ...pointLoop(points), functions: [], body, uses }]);
  return { source, groups, words, params: (regions) => [...padding, ...table(blocks, regions)] };
}

function table(blocks: readonly Copied[], regions: readonly Region[]): number[] {
  let begin = 0;
  return blocks.flatMap(({ elements, offset }, index) => {
    const { start, fromReplica, fromStep } = regions[index]!;
    const own = [begin, offset / 4, start, 0, fromReplica, fromStep, 0, 0];
    begin += elements;
    return own;
  });
}

function copyOf(count: number, direction: Direction): string[] {
  const vector = (block: string): string =>
    `params[${u32(vectorsBefore)} + ${u32(vectorsOfBlock)} * ${block}`;
  const inside = 'arena[base + block.y + point - block.x]';
  const out = 'outside[block.z + (now.y + replica) * far.x + now.x * far.y + point - block.x]';
  return [
    'var low = 0u;',
    `var high = ${u32(count)};`,
    'while (high - low > 1u) {',
    'let middle = (low + high) / 2u;',
    `if (point >= ${vector('middle')}].x) { low = middle; } else { high = middle; }`,
    '}',
    `let block = ${vector('low')}];`,
    `let far = ${vector('low')} + 1u];`,
    direction === 'in'
      ? `${inside} = ${out};`
      : `if (far.x != 0u || now.y + replica == 0u) { ${out} = ${inside}; }`,
  ];
}
