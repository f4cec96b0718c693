import type { Value } from '../../plan/expressions/expression.ts';
import type { Access } from './register-allocator.ts';
import { isLeaf, operandsOf, type Schedule } from './schedule-expression.ts';

/** Registers kept free beyond the register pressure of computed values: for loads, constants and results. */
const margin = 3;

/**
 * Loop-invariant code motion: which invariant loads and constants to keep in registers throughout the loop, as many as
 * the expression leaves free of `registers`. Loads come first, because each costs an instruction where a constant can be
 * a memory operand; then those with most uses.
 */
export function hoistable(
  schedule: Schedule,
  access: (input: number) => Access,
  isInvariant: (input: number) => boolean,
  registers: number,
): Value[] {
  const uses = new Map<Value, number>();
  for (const entry of schedule.entries) {
    for (const value of operandsOf(schedule, entry)) {
      const { op, immediate } = schedule.definitions[value]!;
      if (op !== 'constant' && !(op === 'load' && isInvariant(immediate))) continue;
      uses.set(value, (uses.get(value) ?? 0) + (op === 'constant' ? 1 : 100));
    }
  }
  const isStrided = schedule.definitions.some(
    ({ op, immediate }) => op === 'load' && access(immediate) === 'strided',
  );
  const room = Math.max(0, hoistRoom(schedule, registers) - (isStrided ? 3 : 0));
  const wanted = [...uses.keys()].sort((a, b) => uses.get(b)! - uses.get(a)!);
  return wanted.slice(0, room);
}

/** How many of `registers` the expression leaves free. */
export const hoistRoom = (schedule: Schedule, registers: number): number =>
  registers - registerPressure(schedule) - margin;

/** Register pressure: the largest number of computed values that are live at once. */
function registerPressure(schedule: Schedule): number {
  const last = new Map<Value, number>();
  schedule.entries.forEach((entry, position) => {
    for (const value of operandsOf(schedule, entry)) last.set(value, position);
  });
  const live = new Set<Value>();
  let most = 0;
  schedule.entries.forEach((entry, position) => {
    for (const value of operandsOf(schedule, entry)) {
      if (!isLeaf(schedule.definitions[value]!)) live.add(value);
    }
    if ('value' in entry) live.add(entry.value);
    most = Math.max(most, live.size);
    for (const value of live) if ((last.get(value) ?? position) <= position) live.delete(value);
  });
  return most;
}
