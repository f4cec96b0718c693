import { firstTable, type Plan, type Slot } from '../../plan/index.ts';

/** A slot whose array is read or written outside of the arena, with the place of its address in the context. */
export interface External extends Slot {
  readonly pointer: number;
}

/** Where in the context the addresses of all outside arrays stand. */
export interface ContextLayout {
  readonly stateIn: readonly External[];
  /** State that changes, copied out at the end. */
  readonly stateOut: readonly External[];
  readonly inputs: readonly External[];
  readonly data: readonly External[];
  readonly metrics: readonly External[];
  /** Number of 8-byte words. */
  readonly words: number;
}

export function layoutContext(plan: Plan): ContextLayout {
  let next = firstTable + plan.tables.length;
  const externals = (slots: readonly Slot[]): External[] =>
    slots.map((slot) => ({ ...slot, pointer: 8 * next++ }));
  return {
    stateIn: externals(plan.state),
    stateOut: externals(plan.state.filter(({ name }) => plan.carried.has(name))),
    inputs: externals(plan.inputs),
    data: externals(plan.data),
    metrics: externals(plan.metrics),
    words: next,
  };
}
