import { ndarray, type NdArray, type NdRecord } from 'claimcheck';

/** Means of every `count` consecutive rows of [rows, R] series; rows left over at the end are dropped. */
export function rowMeans(series: NdRecord, count: number): NdRecord {
  if (count === 1) return series;
  return Object.fromEntries(Object.entries(series).map(([name, array]) => [name, means(array, count)]));
}

function means({ shape, values }: NdArray, count: number): NdArray {
  const [rows, replicas] = shape as [number, number];
  const blocks = Math.floor(rows / count);
  const result = new Float32Array(blocks * replicas);
  for (let at = 0; at < blocks * count * replicas; at++) {
    const block = Math.floor(at / (count * replicas));
    result[block * replicas + (at % replicas)]! += values[at]! / count;
  }
  return ndarray(result, [blocks, replicas]);
}
