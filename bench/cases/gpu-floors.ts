import type { Floor } from './types.ts';

/** On a GPU: no slower than a loop over seeds, and at most three times as slow as a batch of replicas. */
export function gpuFloors(replicas: number): readonly Floor[] {
  return [
    { device: 'gpu', replicas, over: ['loop'], ratio: 1 },
    { device: 'gpu', replicas, over: ['batched', 'vmap'], ratio: 1 / 3 },
  ];
}
