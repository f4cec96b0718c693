import type { PlanKernel } from './plan-kernel.ts';
import { type Block, type Fence, type Places, slack } from './blocks.ts';
import { type FencedSide, fencedPlaces } from './fenced-places.ts';
import type { Tensor } from './tensors.ts';
import type { TensorId } from './view.ts';

/** Tensors are aligned to cache lines, against false sharing. */
const alignment = 64;

const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

export interface Arena {
  readonly bytes: number;
  /** Byte offset of each tensor. */
  readonly offsets: readonly number[];
  /** Byte offset of each kernel's scratch space. */
  readonly scratch: readonly number[];
  /** For tests: see `fencedPlaces`. */
  readonly fence?: Fence;
}

/**
 * Allocates every tensor in the arena. Tensors with disjoint live ranges share memory.
 * @param kernels in the order in which they run
 * @param aliases tensors that alias another one's memory (in-place updates)
 * @param outputs tensors that are live after the last kernel
 * @param scratch bytes of scratch space of each kernel
 * @param fenced for tests: every block gets pages for itself, see `fencedPlaces`
 */
export function planArena(
  tensors: readonly Tensor[],
  kernels: readonly PlanKernel[],
  aliases: ReadonlyMap<TensorId, TensorId>,
  outputs: ReadonlySet<TensorId>,
  scratch: readonly number[],
  fenced?: FencedSide,
): Arena {
  const lives = livesOf(tensors, kernels, aliases, outputs);
  const blocks: (Block | undefined)[] = [...lives];
  scratch.forEach((bytes, index) =>
    blocks.push(bytes > 0 ? { bytes, first: index, last: index } : undefined),
  );
  const places = fenced ? fencedPlaces(blocks, fenced) : pack(blocks);
  const offsets = tensors.map((_, id) => places.at[aliases.get(id) ?? id]!);
  return {
    bytes: places.bytes,
    ...(places.fence && { fence: places.fence }),
    offsets,
    scratch: kernels.map((_, index) => places.at[tensors.length + index]!),
  };
}

/** Live range of each tensor, from its first to its last use, in kernels; undefined for aliases and unused ones. */
function livesOf(
  tensors: readonly Tensor[],
  kernels: readonly PlanKernel[],
  aliases: ReadonlyMap<TensorId, TensorId>,
  outputs: ReadonlySet<TensorId>,
): (Block | undefined)[] {
  const first = new Map<TensorId, number>();
  const last = new Map<TensorId, number>();
  kernels.forEach(({ reads, writes }, index) => {
    for (const tensor of [...writes, ...reads]) {
      if (!first.has(tensor)) first.set(tensor, index);
      last.set(tensor, index);
    }
  });
  const end = kernels.length;
  return tensors.map(({ elements, persistent }, id) => {
    if (aliases.has(id)) return undefined;
    const bytes = elements * 4;
    if (persistent) return { bytes, first: -1, last: end };
    const from = first.get(id);
    if (from === undefined) return undefined;
    return { bytes, first: from, last: outputs.has(id) ? end : last.get(id)! };
  });
}

/** Greedy packing, largest block first: each at the lowest address that is free during its live range. */
function pack(blocks: readonly (Block | undefined)[]): Places {
  const at: number[] = blocks.map(() => slack);
  const placed: { from: number; to: number; first: number; last: number }[] = [];
  const order = blocks
    .map((block, index) => ({ block, index }))
    .filter((entry): entry is { block: Block; index: number } => entry.block !== undefined)
    .map(({ block, index }) => ({ block: { ...block, bytes: aligned(block.bytes) }, index }))
    .sort((a, b) => b.block.bytes - a.block.bytes || a.index - b.index);
  let bytes = slack;
  for (const { block, index } of order) {
    const busy = placed
      .filter(({ first, last }) => first <= block.last && last >= block.first)
      .sort((a, b) => a.from - b.from);
    let from = slack;
    for (const other of busy) {
      if (other.from - from >= block.bytes) break;
      from = Math.max(from, other.to);
    }
    at[index] = from;
    const to = from + block.bytes;
    placed.push({ from, to, first: block.first, last: block.last });
    bytes = Math.max(bytes, to);
  }
  return { at, bytes: bytes + slack };
}
