import type { Value, Operation, VectorOp } from '../../plan/expressions/expression.ts';

/** One operation of an expression in SSA form, after simplification. `copy` forces a load into a register. */
export interface Definition {
  readonly op: VectorOp | 'copy';
  readonly args: readonly Value[];
  readonly immediate: number;
  readonly table?: readonly number[];
}

/** Where a result goes: to memory, or into the accumulator of a reduction. With two `args`, their product is added (FMA). */
interface Sink {
  readonly output: number;
  readonly args: readonly Value[];
}

export type Entry = { readonly value: Value } | { readonly sink: Sink };

/**
 * An instruction schedule: which values to compute, and which results to use, in order. Loads and constants have no
 * entry of their own: they are operands, loaded at their uses (see `RegisterAllocator`).
 */
export interface Schedule {
  readonly definitions: readonly Definition[];
  readonly entries: readonly Entry[];
}

export interface Wanted {
  readonly value: Value;
  /** Whether the result is added up, so that a product with no other use may be fused into the addition (FMA). */
  readonly sum: boolean;
  /** Operands that this output is stored over; they must be loaded before the store. */
  readonly overwrites: ReadonlySet<number>;
}

/** The values that an entry reads. */
export function operandsOf({ definitions }: Schedule, entry: Entry): readonly Value[] {
  return 'sink' in entry ? entry.sink.args : definitions[entry.value]!.args;
}

export const isLeaf = ({ op }: Definition): boolean => op === 'load' || op === 'constant';

/**
 * Schedules an expression for low register pressure: operations depth first, and each result used as soon as it is
 * computed, except that a store in place waits for the last load of what it overwrites.
 */
export function scheduleExpression(operations: readonly Operation[], wanted: readonly Wanted[]): Schedule {
  const definitions = operations.map((operation) => simplified(operation, operations));
  const sinks = wanted.map((output, index) => sinkOf(definitions, wanted, output, index));
  const order = depthFirst(
    definitions,
    sinks.flatMap(({ args }) => args),
  );
  const entries: Entry[] = order.map((value) => ({ value }));
  const places = sinks.map((sink, index) => ({
    sink,
    after: earliestPosition(definitions, order, sink, wanted[index]!.overwrites),
  }));
  places.sort((a, b) => b.after - a.after || b.sink.output - a.sink.output);
  for (const { sink, after } of places) entries.splice(after + 1, 0, { sink });
  return { definitions, entries };
}

/** Strength reduction: `select` with a zero operand becomes a bitwise `and` with the mask. */
function simplified(
  { op, args, immediate = 0, table }: Operation,
  operations: readonly Operation[],
): Definition {
  if (op === 'select') {
    const [mask, a, b] = args as [Value, Value, Value];
    const isZero = (value: Value) =>
      operations[value]!.op === 'constant' && operations[value]!.immediate === 0;
    if (isZero(b)) return { op: 'and', args: [mask, a], immediate: 0 };
    if (isZero(a)) return { op: 'andNot', args: [mask, b], immediate: 0 };
  }
  return { op, args, immediate, ...(table && { table }) };
}

function sinkOf(
  definitions: Definition[],
  wanted: readonly Wanted[],
  { value, sum }: Wanted,
  output: number,
): Sink {
  const definition = definitions[value]!;
  if (sum && definition.op === 'mul' && usesOf(definitions, wanted, value) === 1)
    return { output, args: definition.args };
  const clash = wanted.some(
    ({ overwrites }, other) => other !== output && overwrites.has(definition.immediate),
  );
  if (definition.op !== 'load' || !clash) return { output, args: [value] };
  definitions.push({ op: 'copy', args: [value], immediate: 0 });
  return { output, args: [definitions.length - 1] };
}

function usesOf(definitions: readonly Definition[], wanted: readonly Wanted[], value: Value): number {
  return (
    definitions.filter(({ args }) => args.includes(value)).length +
    wanted.filter((one) => one.value === value).length
  );
}

/** Position in `order` after which the sink may come: it is computed, and what it overwrites is loaded; -1 for none. */
function earliestPosition(
  definitions: readonly Definition[],
  order: readonly Value[],
  { args }: Sink,
  overwrites: ReadonlySet<number>,
): number {
  const reads = (value: Value) =>
    definitions[value]!.op === 'load' && overwrites.has(definitions[value]!.immediate);
  return order.findLastIndex((value) => args.includes(value) || definitions[value]!.args.some(reads));
}

/** A topological order of what `roots` need. Operands that need most registers go first, while most are free. */
function depthFirst(definitions: readonly Definition[], roots: readonly Value[]): Value[] {
  const needs = registerNeeds(definitions);
  const order: Value[] = [];
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const definition = definitions[value]!;
    if (isLeaf(definition)) return;
    for (const arg of definition.args.toSorted((a, b) => needs[b]! - needs[a]!)) visit(arg);
    order.push(value);
  };
  const copies = roots.filter((value) => definitions[value]!.op === 'copy');
  for (const root of [...copies, ...roots]) visit(root);
  return order;
}

/**
 * Sethi-Ullman number of each value: how many registers computing it takes, if every value had one use (Sethi and Ullman,
 * Journal of the ACM 17(4), 1970).
 */
function registerNeeds(definitions: readonly Definition[]): number[] {
  const needs: number[] = [];
  for (const definition of definitions) {
    const own = definition.args.map((arg) => needs[arg]!).sort((a, b) => b - a);
    needs.push(Math.max(isLeaf(definition) ? 0 : 1, ...own.map((need, position) => need + position)));
  }
  return needs;
}
