import { dot, type ShallowNetwork } from './reduced-network.ts';

/**
 * Whether the points show the kink of every neuron: its hyperplane parts two regions in which the others do not differ, and
 * each holds as many points as fix a linear function.
 */
export function areKinksSeen(network: ShallowNetwork, points: readonly (readonly number[])[]): boolean {
  const signs = points.map((x) => network.map(({ w, b }) => (dot(w, x) + b > 0 ? '+' : '-')));
  const counts = new Map<string, number>();
  for (const row of signs) counts.set(row.join(''), (counts.get(row.join('')) ?? 0) + 1);
  const needed = network[0]!.w.length + 1;
  const holds = (row: readonly string[]): boolean => (counts.get(row.join('')) ?? 0) >= needed;
  return network.every((_, j) => signs.some((row) => holds(row.with(j, '+')) && holds(row.with(j, '-'))));
}
