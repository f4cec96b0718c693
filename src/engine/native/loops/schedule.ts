import type { Lane, Operation, VectorOp } from '../../plan/expressions/expression.ts';

/** An operation after simplification; `copy` takes a load's value into a register. */
export interface Value {
  readonly op: VectorOp | 'copy';
  readonly args: readonly Lane[];
  readonly immediate: number;
  readonly table?: readonly number[];
}

/** A result of the expression, to be handed on: one value, or two whose product is added to a sum. */
export interface Sink {
  readonly output: number;
  readonly args: readonly Lane[];
}

export type Entry = { readonly value: Lane } | { readonly sink: Sink };

/** The operations that outputs need, in the order of computing. Loads and constants stand at their uses. */
export interface Schedule {
  readonly values: readonly Value[];
  readonly entries: readonly Entry[];
}

export interface Wanted {
  readonly lane: Lane;
  /** Whether a product that nothing else uses may be handed on as its two factors. */
  readonly sum: boolean;
  /** Operands whose memory handing this output on overwrites. */
  readonly overwrites: ReadonlySet<number>;
}

/** Operands of an entry. */
export function operandsOf({ values }: Schedule, entry: Entry): readonly Lane[] {
  return 'sink' in entry ? entry.sink.args : values[entry.value]!.args;
}

export const isLeaf = ({ op }: Value): boolean => op === 'load' || op === 'constant';

/** Orders the operations so that few values are alive at once, and outputs are handed on as early as memory allows. */
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

/** Selecting between a value and zero is masking. */
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

/** Position in `order` of the last operation that must precede the sink; -1 for none. */
function lastRelevant(
  values: readonly Value[],
  order: readonly Lane[],
  { args }: Sink,
  overwrites: ReadonlySet<number>,
): number {
  const reads = (lane: Lane) => values[lane]!.op === 'load' && overwrites.has(values[lane]!.immediate);
  return order.findLastIndex((lane) => args.includes(lane) || values[lane]!.args.some(reads));
}

/** What `roots` need, operands first; of the operands of an operation first the one that needs most registers. */
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

/** How many registers computing each value takes when every value is used once (Sethi and Ullman, 1970). */
function registerNeeds(values: readonly Value[]): number[] {
  const needs: number[] = [];
  for (const value of values) {
    const own = value.args.map((arg) => needs[arg]!).sort((a, b) => b - a);
    needs.push(Math.max(isLeaf(value) ? 0 : 1, ...own.map((need, position) => need + position)));
  }
  return needs;
}
