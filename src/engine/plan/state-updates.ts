import { LoopGroup } from './loop-group.ts';
import type { PlanKernel } from './plan-kernel.ts';
import type { TensorId, View } from './view.ts';

/** A state tensor, and the tensor of its next value. */
export interface StateUpdate {
  readonly state: TensorId;
  readonly next: View;
  readonly elements: number;
}

/**
 * Moves kernels whose results no other kernel reads to the end, and those that compute the next state last. The live
 * ranges of the old values have ended by then, so that updates can be in place.
 */
export function updatesLast(kernels: readonly PlanKernel[], updates: readonly StateUpdate[]): PlanKernel[] {
  const read = new Set(kernels.flatMap(({ reads }) => reads));
  const next = new Set(updates.map(({ next: { tensor } }) => tensor));
  const writers = new Map<TensorId, number>();
  for (const { writes } of kernels)
    for (const tensor of new Set(writes)) writers.set(tensor, (writers.get(tensor) ?? 0) + 1);
  const rankOf = ({ writes }: PlanKernel): number => {
    // What several kernels write piece by piece, one over the other, keeps its order.
    if (writes.some((tensor) => read.has(tensor) || writers.get(tensor)! > 1)) return 0;
    return writes.some((tensor) => next.has(tensor)) ? 2 : 1;
  };
  const ranks = new Map(kernels.map((kernel) => [kernel, rankOf(kernel)]));
  return [0, 1, 2].flatMap((rank) => kernels.filter((kernel) => ranks.get(kernel) === rank));
}

/**
 * In-place updates: next values that can alias the old ones, because one loop computes them that reads each old element
 * only where it writes the new one, and no later kernel reads the old ones.
 * @returns the state tensor by the tensor of its next value
 */
export function inPlaceUpdates(
  kernels: readonly PlanKernel[],
  updates: readonly StateUpdate[],
  isOwn: (tensor: TensorId) => boolean,
): Map<TensorId, TensorId> {
  const aliases = new Map<TensorId, TensorId>();
  for (const { state, next, elements } of updates) {
    if (!isOwn(next.tensor) || aliases.has(next.tensor)) continue;
    const writers = kernels.flatMap((kernel, index) => (kernel.writes.includes(next.tensor) ? [index] : []));
    const lastRead = kernels.findLastIndex(({ reads }) => reads.includes(state));
    const writer = kernels[writers[0] ?? -1];
    if (writers.length !== 1 || !(writer instanceof LoopGroup) || lastRead > writers[0]!) continue;
    if (writer.updatesInPlace(state, next.tensor, elements)) aliases.set(next.tensor, state);
  }
  return aliases;
}
