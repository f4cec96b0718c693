import { Params } from './dispatch.ts';
import { pointLoop, shaderSource, u32 } from './source.ts';

/** A block of every replica's arena that is copied from or to an outside buffer. */
export interface Copied {
  readonly elements: number;
  /** Byte offset in the arena. */
  readonly offset: number;
}

/** Where a copied block lies in the outside buffer, in words. */
export interface Region {
  readonly start: number;
  /** To the next replica's; 0 where all share one. */
  readonly fromReplica: number;
  /** To the next step's. */
  readonly fromStep: number;
}

export type Direction = 'in' | 'out';

export interface Transfer {
  readonly source: string;
  readonly groups: readonly [number, number];
  /** The shader's words for given places outside. */
  readonly params: (regions: readonly Region[]) => readonly number[];
}

/** Copies several blocks in one call. Of what replicas share, the first replica of all writes out its own. */
export function emitTransfer(blocks: readonly Copied[], direction: Direction): Transfer {
  const points = blocks.reduce((sum, { elements }) => sum + elements, 0);
  const loop = pointLoop(points);
  const declared = new Params();
  let begin = 0;
  // Not one the other's else: nested as deep, they would be too much for compilers.
  const branches = blocks.map(({ elements }) => {
    const [place, start, fromReplica, fromStep] = [1, 2, 3, 4].map(() => declared.add(0)) as [
      string,
      string,
      string,
      string,
    ];
    const at = `(point - ${u32(begin)})`;
    const isInside = `point >= ${u32(begin)} && point < ${u32(begin + elements)}`;
    begin += elements;
    const inside = `arena[base + ${place} + ${at}]`;
    const out = `outside[${start} + (now.y + replica) * ${fromReplica} + now.x * ${fromStep} + ${at}]`;
    const copy =
      direction === 'in'
        ? `${inside} = ${out};`
        : `if (${fromReplica} != 0u || now.y + replica == 0u) { ${out} = ${inside}; }`;
    return `if (${isInside}) { ${copy} }`;
  });
  const body = [loop.open, ...branches, '}'];
  const source = shaderSource({ params: declared, size: loop.size, body });
  const params = (regions: readonly Region[]): number[] =>
    blocks.flatMap(({ offset }, index) => {
      const { start, fromReplica, fromStep } = regions[index]!;
      return [offset / 4, start, fromReplica, fromStep];
    });
  return { source, groups: loop.groups, params };
}
