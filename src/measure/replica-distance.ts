/**
 * Mean squared distance per coordinate between two of several replicas, over all pairs: twice their unbiased variance.
 * @param replicas two or more points of equal dimension
 * @throws RangeError for fewer than two replicas, or different dimensions
 */
export function replicaDistance(replicas: readonly ArrayLike<number>[]): number {
  const dimensions = replicas[0]?.length ?? 0;
  if (replicas.length < 2 || replicas.some(({ length }) => length !== dimensions)) {
    throw new RangeError(`${replicas.length} replicas: two or more of one dimension have a distance`);
  }
  let sum = 0;
  for (let i = 0; i < dimensions; i++) {
    // Differences to the first replica, so that equal replicas have a distance of exactly 0.
    const shifts = replicas.map((replica) => replica[i]! - replicas[0]![i]!);
    const middle = shifts.reduce((total, shift) => total + shift, 0) / shifts.length;
    for (const shift of shifts) sum += (shift - middle) ** 2;
  }
  return (2 * sum) / ((replicas.length - 1) * dimensions);
}
