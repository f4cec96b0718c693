import type { OneReplica } from '../passes/replicas/one-replica.ts';
import type { Plan, Slot } from '../plan/index.ts';
import type { Device } from './device.ts';
import { Transfer } from './transfer.ts';
import type { Direction } from './shaders/index.ts';

/** Which arrays there are. */
interface TransferParts {
  readonly plan: Plan;
  readonly one: OneReplica;
}

/** All transfers of a program between staging buffers and arenas. */
export interface Transfers {
  readonly stateIn: Transfer;
  readonly stateOut: Transfer;
  readonly inputs: Transfer;
  readonly data: Transfer;
  readonly metrics: Transfer;
}

/** @param first index of the first one's block in the uniform buffer */
export function transfersOf(device: Device, { plan, one }: TransferParts, first: number): Transfers {
  let index = first;
  const transfer = (
    what: string,
    direction: Direction,
    slots: readonly Slot[],
    shared: ReadonlySet<string>,
  ) => new Transfer(device, what, direction, slots, shared, one.replicas, index++);
  const carried = plan.state.filter(({ name }) => plan.carried.has(name));
  return {
    stateIn: transfer('the state', 'in', plan.state, one.shared.state),
    stateOut: transfer('the state', 'out', carried, one.shared.state),
    inputs: transfer('the inputs', 'in', plan.inputs, one.shared.input),
    data: transfer('the data', 'in', plan.data, one.shared.data),
    metrics: transfer('the metrics', 'out', plan.metrics, one.shared.metrics),
  };
}
