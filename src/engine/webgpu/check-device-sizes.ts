import { sizeOf } from '#core';
import { StepError } from '../errors.ts';
import { gibibytes, largestValue, placeOfUse } from '../large-values.ts';
import type { Plan, Slot } from '../plan/index.ts';
import type { OneReplica } from '../passes/replicas/one-replica.ts';
import type { Graph, PlaceholderGroup } from '../graph/graph.ts';
import type { StepSpecs } from '../types.ts';

interface Compiled {
  readonly traced: Graph;
  readonly one: OneReplica;
  readonly plan: Plan;
  readonly specs: StepSpecs;
}

type Role = PlaceholderGroup | 'metrics';

/**
 * Checks what the device must hold in one buffer each, before any of it is allocated: the memory of a replica, and each
 * group of arrays of all replicas, of one step where they change with it.
 * @param arenaBytes what one replica needs at a time, with scratch space
 * @param mostBytes what a buffer of the device may have
 * @throws StepError with sizes, the largest value or array, and its place in the step
 */
export function checkDeviceSizes(compiled: Compiled, arenaBytes: number, mostBytes: number): void {
  const { traced, one, plan, specs } = compiled;
  const limit = `the device's buffers have at most ${gibibytes(mostBytes)}`;
  if (Math.ceil(arenaBytes / 256) * 256 > mostBytes) {
    throw new StepError(
      `one replica of the step needs ${gibibytes(arenaBytes)}, and ${limit}; its largest value is ${largestValue(one.graph)}`,
      'take smaller batches or layers, or run with --engine cpu',
    );
  }
  const refuse = (role: Role, bytes: number, name: string, own: number): never => {
    const part = own === bytes ? '' : `, ${gibibytes(own)} of them '${name}'`;
    const whole = own === bytes ? `${role}: '${name}'` : `the ${role}`;
    throw new StepError(
      `${whole} of ${one.replicas} replicas takes ${gibibytes(bytes)}${part}, and ${limit}; used at ${placeOfUse(traced, role, name)}`,
      'train fewer replicas at a time or take smaller batches, or run with --engine cpu',
    );
  };
  const groups: readonly (readonly [Role, readonly Slot[], ReadonlySet<string>])[] = [
    ['state', plan.state, one.shared.state],
    ['input', plan.inputs, one.shared.input],
    ['data', plan.data, one.shared.data],
    ['metrics', plan.metrics, one.shared.metrics],
  ];
  for (const [role, slots, shared] of groups) {
    const sizes = slots.map(({ name, elements }) => ({ name, bytes: 4 * elements * (shared.has(name) ? 1 : one.replicas) })); // prettier-ignore
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= mostBytes) continue;
    const { name, bytes } = sizes.reduce((a, b) => (b.bytes > a.bytes ? b : a));
    refuse(role, total, name, bytes);
  }
  for (const { name } of plan.tables) {
    const bytes = 4 * sizeOf(specs.data[name]!.shape);
    if (bytes > mostBytes) refuse('data', bytes, name, bytes);
  }
}
