/**
 * Seconds until all is done by lanes that each take the next of what waits when they are free.
 * @param busy seconds that each lane is still busy
 * @param waiting seconds that each of those that wait will take, in their order
 */
export function endOfLanes(busy: readonly number[], waiting: readonly number[]): number {
  const lanes = [...busy];
  for (const seconds of waiting) {
    const free = lanes.indexOf(Math.min(...lanes));
    lanes[free] = lanes[free]! + seconds;
  }
  return Math.max(0, ...lanes);
}
