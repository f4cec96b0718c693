import type { KernelProfile } from '../profile/engine-profile.ts';

type Shapes = readonly Readonly<Record<string, readonly number[]>>[];

/** What is read of an event of ONNX Runtime's trace (Chrome trace format; times in microseconds). */
export interface TraceEvent {
  readonly cat: string;
  readonly name: string;
  /** When it began. */
  readonly ts: number;
  readonly dur: number;
  readonly args?: {
    readonly op_name?: string;
    readonly input_type_shape?: Shapes;
    readonly output_type_shape?: Shapes;
  };
}

/** Ops that run others: their time is that of the nodes inside. */
const containers = ['Scan', 'Loop', 'If'];

const suffix = /_kernel_time$/;

/**
 * The nodes of a trace with their executions in all runs but the first, where there are several, in the order in which
 * they ran. Shapes are those of the first execution; of floating-point operations, those of matrix products and
 * convolutions are known.
 * @param siteOf where a node comes from, by its name
 */
export function traceKernels(
  events: readonly TraceEvent[],
  siteOf: (node: string) => string | undefined,
): KernelProfile[] {
  const nodes = new Map<string, TraceEvent[]>();
  const begin = firstCounted(events);
  for (const event of events) {
    const { cat, name, ts, args } = event;
    if (ts < begin || cat !== 'Node' || !suffix.test(name) || containers.includes(args?.op_name ?? ''))
      continue;
    const known = nodes.get(name);
    if (known) known.push(event);
    else nodes.set(name, [event]);
  }
  return [...nodes].map(([name, runs]): KernelProfile => {
    const sum = (of: (event: TraceEvent) => number): number =>
      runs.reduce((known, event) => known + of(event), 0);
    return {
      label: opOf(runs[0]!),
      kind: 'node',
      shape: shapesText(runs[0]!),
      site: siteOf(name.replace(suffix, '').split(':')[0]!) ?? 'an unknown place',
      seconds: sum(({ dur }) => dur) / 1e6,
      calls: runs.length,
      flops: sum(flopsOf),
      bytesRead: sum(bytesRead),
      bytesWritten: sum(bytesWritten),
    };
  });
}

/** When the second run begins; the first where it is the only one. */
function firstCounted(events: readonly TraceEvent[]): number {
  const runs = events
    .filter(({ cat, name }) => cat === 'Session' && name === 'model_run')
    .map(({ ts }) => ts);
  const [first = -Infinity, second = first] = runs.sort((a, b) => a - b);
  return second;
}

function opOf({ args }: TraceEvent): string {
  return args?.op_name ?? 'unknown';
}

const bytesPerElement: Readonly<Record<string, number>> = { int64: 8, double: 8, bool: 1 };

/** Ops that read as much of their first operand as they write. */
const selecting = ['Slice', 'Gather', 'Split'];
/** Ops that hand their operand's buffer on. */
const renaming = ['Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Identity'];

function bytesRead(event: TraceEvent): number {
  const op = opOf(event);
  if (renaming.includes(op)) return 0;
  return selecting.includes(op) ? bytesWritten(event) : bytesIn(event.args?.input_type_shape);
}

function bytesWritten(event: TraceEvent): number {
  return renaming.includes(opOf(event)) ? 0 : bytesIn(event.args?.output_type_shape);
}

function bytesIn(shapes: Shapes = []): number {
  return shapes
    .flatMap(Object.entries<readonly number[]>)
    .reduce((sum, [type, shape]) => sum + product(shape) * (bytesPerElement[type] ?? 4), 0);
}

function flopsOf(event: TraceEvent): number {
  const [a, b] = shapesOf(event.args?.input_type_shape);
  const [out] = shapesOf(event.args?.output_type_shape);
  if (!a || !b || !out) return 0;
  const op = opOf(event);
  if (/^(Fused)?Conv$/.test(op)) return (2 * product(out) * product(b)) / b[0]!;
  if (!/MatMul$|^Gemm$/.test(op) || a.length < 2 || out.length < 2) return 0;
  // Transposed or not, the last two extents of the first operand are the result's rows and the summed index.
  const summed = product(a.slice(-2)) / out.at(-2)!;
  return 2 * product(out) * summed;
}

function shapesOf(shapes: Shapes = []): (readonly number[])[] {
  return shapes.flatMap((entry) => Object.values(entry));
}

function shapesText({ args }: TraceEvent): string {
  const text = (shapes: Shapes | undefined): string =>
    shapesOf(shapes)
      .map((shape) => `[${shape.join(', ')}]`)
      .join(' ');
  return `${text(args?.input_type_shape)} -> ${text(args?.output_type_shape)}`;
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}
