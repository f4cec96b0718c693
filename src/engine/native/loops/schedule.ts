import type { Lane, Operation, VectorOp } from '../../plan/expressions/expression.ts';

/** One operation of an expression in SSA form, after simplification. `copy` forces a load into a register. */
export interface Value {
  readonly op: VectorOp | 'copy';
  readonly args: readonly Lane[];
  readonly immediate: number;
  readonly table?: readonly number[];
}

/** The use of a result: a store, or an addition to a reduction. With two `args`, their product is added (FMA). */
interface Sink {
  readonly output: number;
  readonly args: readonly Lane[];
}

export type Entry = { readonly value: Lane } | { readonly sink: Sink };

/**
 * An instruction schedule: which values to compute, and which results to use, in order. Loads and constants have no
 * entry of their own: they are operands, loaded at their uses (see `RegisterFile`).
 */
export interface Schedule {
  readonly values: readonly Value[];
  readonly entries: readonly Entry[];
}

export interface Wanted {
  readonly lane: Lane;
  /** Whether the result is added up, so that a product with no other use may be fused into the addition (FMA). */
  readonly sum: boolean;
  /** Operands that this output is stored over; they must be loaded before the store. */
  readonly overwrites: ReadonlySet<number>;
}

/** The values that an entry reads. */
export function operandsOf({ values }: Schedule, entry: Entry): readonly Lane[] {
  return 'sink' in entry ? entry.sink.args : values[entry.value]!.args;
}

export const isLeaf = ({ op }: Value): boolean => op === 'load' || op === 'constant';

/**
 * Schedules an expression for low register pressure: operations depth first, and each result used as soon as it is
 * computed, except that a store in place waits for the last load of what it overwrites.
 */
export function scheduleExpression(operations: readonly Operation[], wanted: readonly Wanted[]): Schedule {
  const values = operations.map((operation) => simplified(operation, operations));
  const sinks = wanted.map((output, index) => sinkOf(values, wanted, output, index));
  const order = depthFirst(
    values,
    sinks.flatMap(({ args }) => args),
  );
  const entries: Entry[] = order.map((value) => ({ value }));
  const places = sinks.map((sink, index) => ({
    sink,
    after: lastRelevant(values, order, sink, wanted[index]!.overwrites),
  }));
  places.sort((a, b) => b.after - a.after || b.sink.output - a.sink.output);
  for (const { sink, after } of places) entries.splice(after + 1, 0, { sink });
  return { values, entries };
}

/** Strength reduction: `select` with a zero operand becomes a bitwise `and` with the mask. */
function simplified({ op, args, immediate = 0, table }: Operation, operations: readonly Operation[]): Value {
  if (op === 'select') {
    const [mask, a, b] = args as [Lane, Lane, Lane];
    const isZero = (lane: Lane) => operations[lane]!.op === 'constant' && operations[lane]!.immediate === 0;
    if (isZero(b)) return { op: 'and', args: [mask, a], immediate: 0 };
    if (isZero(a)) return { op: 'andNot', args: [mask, b], immediate: 0 };
  }
  return { op, args, immediate, ...(table && { table }) };
}

function sinkOf(values: Value[], wanted: readonly Wanted[], { lane, sum }: Wanted, output: number): Sink {
  const value = values[lane]!;
  if (sum && value.op === 'mul' && usesOf(values, wanted, lane) === 1) return { output, args: value.args };
  const clash = wanted.some(({ overwrites }, other) => other !== output && overwrites.has(value.immediate));
  if (value.op !== 'load' || !clash) return { output, args: [lane] };
  values.push({ op: 'copy', args: [lane], immediate: 0 });
  return { output, args: [values.length - 1] };
}

function usesOf(values: readonly Value[], wanted: readonly Wanted[], lane: Lane): number {
  return (
    values.filter(({ args }) => args.includes(lane)).length + wanted.filter((one) => one.lane === lane).length
  );
}

/** Position in `order` after which the sink may come: it is computed, and what it overwrites is loaded; -1 for none. */
function lastRelevant(
  values: readonly Value[],
  order: readonly Lane[],
  { args }: Sink,
  overwrites: ReadonlySet<number>,
): number {
  const reads = (lane: Lane) => values[lane]!.op === 'load' && overwrites.has(values[lane]!.immediate);
  return order.findLastIndex((lane) => args.includes(lane) || values[lane]!.args.some(reads));
}

/** A topological order of what `roots` need. Operands that need most registers go first, while most are free. */
function depthFirst(values: readonly Value[], roots: readonly Lane[]): Lane[] {
  const needs = registerNeeds(values);
  const order: Lane[] = [];
  const seen = new Set<Lane>();
  const visit = (lane: Lane): void => {
    if (seen.has(lane)) return;
    seen.add(lane);
    const value = values[lane]!;
    if (isLeaf(value)) return;
    for (const arg of value.args.toSorted((a, b) => needs[b]! - needs[a]!)) visit(arg);
    order.push(lane);
  };
  const copies = roots.filter((lane) => values[lane]!.op === 'copy');
  for (const root of [...copies, ...roots]) visit(root);
  return order;
}

/**
 * Sethi-Ullman number of each value: how many registers computing it takes, if every value had one use (Sethi and Ullman,
 * Journal of the ACM 17(4), 1970).
 */
function registerNeeds(values: readonly Value[]): number[] {
  const needs: number[] = [];
  for (const value of values) {
    const own = value.args.map((arg) => needs[arg]!).sort((a, b) => b - a);
    needs.push(Math.max(isLeaf(value) ? 0 : 1, ...own.map((need, position) => need + position)));
  }
  return needs;
}
