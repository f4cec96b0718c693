import { type Block, type Gap, type Places, slack } from './blocks.ts';

/** The side of a block at which a page that nobody may touch is next to it. */
export type FencedSide = 'begin' | 'end';

const pageBytes = 4096;

/**
 * A place for each block on pages of its own, between pages that nobody may touch. Vectors that are loaded may reach `slack`
 * bytes beyond a block, so much lies between it and the next such page; what is further off is found by the system, and
 * stores into the gap by whoever looks at it. Blocks share no memory, whenever they live.
 */
export function fencedPlaces(blocks: readonly (Block | undefined)[], side: FencedSide): Places {
  const fences = [0];
  const gaps: Gap[] = [];
  let end = pageBytes;
  const at = blocks.map((block) => {
    if (!block) return 0;
    const begin = end;
    const body = Math.ceil((block.bytes + 2 * slack) / pageBytes) * pageBytes;
    const place = side === 'begin' ? begin + slack : begin + body - slack - block.bytes;
    gaps.push({ from: begin, to: place }, { from: place + block.bytes, to: begin + body });
    fences.push(begin + body);
    end = begin + body + pageBytes;
    return place;
  });
  return { at, bytes: end, fence: { pages: fences, gaps } };
}
