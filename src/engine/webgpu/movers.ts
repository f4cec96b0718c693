import type { OneReplica } from '../passes/split-replicas.ts';
import type { Plan, Slot } from '../plan/index.ts';
import type { Device } from './device.ts';
import { Mover } from './mover.ts';
import type { Direction } from './shaders/index.ts';

/** Which arrays there are. */
interface MovedParts {
  readonly plan: Plan;
  readonly one: OneReplica;
}

/** All transfers of a program between staging buffers and arenas. */
export interface Movers {
  readonly stateIn: Mover;
  readonly stateOut: Mover;
  readonly inputs: Mover;
  readonly data: Mover;
  readonly metrics: Mover;
}

/** @param first index of the first one's block in the uniform buffer */
export function moversOf(device: Device, { plan, one }: MovedParts, first: number): Movers {
  let index = first;
  const mover = (what: string, direction: Direction, slots: readonly Slot[], shared: ReadonlySet<string>) =>
    new Mover(device, what, direction, slots, shared, one.replicas, index++);
  const carried = plan.state.filter(({ name }) => plan.carried.has(name));
  return {
    stateIn: mover('the state', 'in', plan.state, one.shared.state),
    stateOut: mover('the state', 'out', carried, one.shared.state),
    inputs: mover('the inputs', 'in', plan.inputs, one.shared.input),
    data: mover('the data', 'in', plan.data, one.shared.data),
    metrics: mover('the metrics', 'out', plan.metrics, one.shared.metrics),
  };
}
