import type { Plan } from '../plan/index.ts';
import type { Device } from './device.ts';
import { usage } from './device-usage.ts';

/** Most workgroups along an axis: a tile's replicas are along one. */
const mostReplicas = 65_535;

/** How replicas are laid out: tiles that fit one buffer, run one after the other. */
export interface Tiling {
  readonly words: number;
  readonly replicas: number;
}

/**
 * Words of an arena with its scratch space, and how many arenas a tile has: at most as many as are `wanted`. One fits, as
 * `checkDeviceSizes` has seen.
 */
export function tilingOf(device: Device, bytes: number, replicas: number, wanted: number): Tiling {
  const words = Math.ceil(bytes / 256) * 64;
  const fit = Math.floor(device.mostBytes / (4 * words));
  const most = Math.min(fit, mostReplicas, replicas, wanted);
  // Tiles of about equal size.
  return { words, replicas: Math.ceil(replicas / Math.ceil(replicas / most)) };
}

/** A buffer with an arena for each replica of a tile, constants in their places. */
export function createArenas(device: Device, { initial }: Plan, { words, replicas }: Tiling): GPUBuffer {
  const buffer = device.buffer(
    4 * words * replicas,
    usage.storage | usage.copyTarget,
    'the memory of replicas',
  );
  for (const { offset, elements, values } of initial) {
    // Buffers are full of zeros when they are new.
    if (elements === 0 || ('fill' in values && values.fill === 0)) continue;
    const lanes = lanesOf(values, elements);
    for (let replica = 0; replica < replicas; replica++) {
      device.gpu.queue.writeBuffer(buffer, 4 * words * replica + offset, lanes);
    }
  }
  return buffer;
}

function lanesOf(values: Plan['initial'][number]['values'], elements: number): Int32Array<ArrayBuffer> {
  const lanes = new Int32Array(elements);
  if ('fill' in values) lanes.fill(values.fill);
  else if (values.values instanceof Float32Array) new Float32Array(lanes.buffer).set(values.values);
  else if (values.values instanceof Int32Array) lanes.set(values.values);
  else values.values.forEach((value, index) => (lanes[index] = -Number(value !== 0)));
  return lanes;
}
