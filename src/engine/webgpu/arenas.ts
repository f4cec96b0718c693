import type { Plan } from '../plan/index.ts';
import type { Device } from './device.ts';
import { usage } from './device-usage.ts';

/** WebGPU's limit on workgroups along an axis of a dispatch. Replicas are the z axis. */
const mostReplicas = 65_535;

/** Replicas run in batches: those of a batch run at the same time, each in its own arena, all in one buffer. */
export interface Batching {
  /** Size of an arena in 32-bit words. */
  readonly words: number;
  /** Replicas of a batch; the last batch may have fewer. */
  readonly replicas: number;
}

/**
 * Chooses the batch size by what a buffer and a dispatch can hold. `checkDeviceSizes` has made sure that one fits.
 * @param bytes size of an arena with its scratch space
 * @param wanted upper bound on replicas of a batch
 */
export function batchingOf(device: Device, bytes: number, replicas: number, wanted: number): Batching {
  const words = Math.ceil(bytes / 256) * 64;
  const fit = Math.floor(device.mostBytes / (4 * words));
  const most = Math.min(fit, mostReplicas, replicas, wanted);
  // As few batches as possible, of about equal size.
  return { words, replicas: Math.ceil(replicas / Math.ceil(replicas / most)) };
}

/** Allocates the arenas of a batch and writes the constants of the plan into each. */
export function createArenas(device: Device, { initial }: Plan, { words, replicas }: Batching): GPUBuffer {
  const buffer = device.buffer(
    4 * words * replicas,
    usage.storage | usage.copyTarget,
    'the memory of replicas',
  );
  for (const { offset, elements, values } of initial) {
    // WebGPU buffers start zeroed.
    if (elements === 0 || ('fill' in values && values.fill === 0)) continue;
    const data = wordsOf(values, elements);
    for (let replica = 0; replica < replicas; replica++) {
      device.gpu.queue.writeBuffer(buffer, 4 * words * replica + offset, data);
    }
  }
  return buffer;
}

/** The 32-bit representation of a constant. Booleans are masks: all bits set for true. */
function wordsOf(values: Plan['initial'][number]['values'], elements: number): Int32Array<ArrayBuffer> {
  const words = new Int32Array(elements);
  if ('fill' in values) words.fill(values.fill);
  else if (values.values instanceof Float32Array) new Float32Array(words.buffer).set(values.values);
  else if (values.values instanceof Int32Array) words.set(values.values);
  else values.values.forEach((value, index) => (words[index] = -Number(value !== 0)));
  return words;
}
