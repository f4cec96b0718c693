import { createRng, type NdArray, ndarray, type Seed } from 'claimcheck';

/** For each point of batches [steps, R, B], a random one whose true class, [R, N], is the same. */
export function partnersOf(
  seeds: readonly Seed[],
  batch: NdArray,
  truth: NdArray,
  fromStep: number,
): NdArray {
  const [steps, replicas, size] = batch.shape as [number, number, number];
  const samples = truth.shape[1]!;
  const members = seeds.map((_, replica) => membersOf(truth.values, replica * samples, samples));
  const partners = new Int32Array(batch.values.length);
  for (let step = 0; step < steps; step++) {
    seeds.forEach((seed, replica) => {
      const rng = createRng(seed, `partners/${fromStep + step}`);
      for (let at = (step * replicas + replica) * size, left = size; left > 0; at++, left--) {
        const own = members[replica]![truth.values[replica * samples + batch.values[at]!]!]!;
        partners[at] = own[rng.integer(own.length)]!;
      }
    });
  }
  return ndarray(partners, [steps, replicas, size], 'int32');
}

/** Places of the points of either class. */
function membersOf(truth: ArrayLike<number>, from: number, samples: number): [number[], number[]] {
  const members: [number[], number[]] = [[], []];
  for (let at = 0; at < samples; at++) members[truth[from + at]! === 0 ? 0 : 1].push(at);
  return members;
}
