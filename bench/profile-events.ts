type Shapes = readonly Readonly<Record<string, readonly number[]>>[];

/** What is read of an event of ONNX Runtime's profile (Chrome trace format; times in microseconds). */
export interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
  readonly args?: {
    readonly op_name?: string;
    readonly input_type_shape?: Shapes;
    readonly output_type_shape?: Shapes;
  };
}

/** Cost of a group of nodes in one step. */
export interface Cost {
  readonly milliseconds: number;
  /** Of the time of all nodes, in [0, 1]. */
  readonly share: number;
  /** Executions. */
  readonly count: number;
  /** Operands read and results written. */
  readonly bytes: number;
  /** Of matrix products and convolutions; 0 for everything else. */
  readonly flops: number;
}

export interface NodeCost extends Cost {
  readonly op: string;
  readonly node: string;
  /** `[8, 4, 2] [8, 2, 3] -> [8, 4, 3]` */
  readonly shapes: string;
}

export interface ProfileSummary {
  /** All nodes of one step. */
  readonly milliseconds: number;
  readonly ops: readonly (Cost & { readonly op: string })[];
  readonly nodes: readonly NodeCost[];
}

/** Ops that run others: their time is that of the nodes inside. */
const containers = ['Scan', 'Loop', 'If'];

/** Adds up the kernel times of a profile of `steps` steps, dearest first. */
export function summarizeProfile(events: readonly ProfileEvent[], steps: number): ProfileSummary {
  const kernels = events.filter(
    ({ cat, name, args }) =>
      cat === 'Node' && name.endsWith('_kernel_time') && !containers.includes(args?.op_name ?? ''),
  );
  const total = kernels.reduce((sum, { dur }) => sum + dur, 0);
  const costOf = (group: readonly ProfileEvent[]): Cost => {
    const sum = (of: (event: ProfileEvent) => number): number =>
      group.reduce((known, event) => known + of(event), 0);
    const time = sum(({ dur }) => dur);
    return {
      milliseconds: time / 1000 / steps,
      share: total === 0 ? 0 : time / total,
      count: group.length / steps,
      bytes: sum(bytesOf) / steps,
      flops: sum(flopsOf) / steps,
    };
  };
  const ops = grouped(kernels, opOf).map(([op, group]) => ({ op, ...costOf(group) }));
  const nodes = grouped(kernels, ({ name }) => name).map(([name, group]) => ({
    op: opOf(group[0]!),
    node: name.replace(/_kernel_time$/, ''),
    shapes: shapesText(group[0]!),
    ...costOf(group),
  }));
  return { milliseconds: total / 1000 / steps, ops: ops.sort(dearest), nodes: nodes.sort(dearest) };
}

function opOf({ args }: ProfileEvent): string {
  return args?.op_name ?? 'unknown';
}

function dearest(a: Cost, b: Cost): number {
  return b.milliseconds - a.milliseconds;
}

function grouped(
  events: readonly ProfileEvent[],
  keyOf: (event: ProfileEvent) => string,
): [string, ProfileEvent[]][] {
  const groups = new Map<string, ProfileEvent[]>();
  for (const event of events) {
    const known = groups.get(keyOf(event));
    if (known) known.push(event);
    else groups.set(keyOf(event), [event]);
  }
  return [...groups];
}

const bytesPerElement: Readonly<Record<string, number>> = { int64: 8, double: 8, bool: 1 };

/** Ops that read as much of their first operand as they write. */
const selecting = ['Slice', 'Gather', 'Split'];
/** Ops that hand their operand's buffer on. */
const renaming = ['Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Identity'];

function bytesOf({ args }: ProfileEvent): number {
  const bytes = (shapes: Shapes = []): number =>
    shapes
      .flatMap(Object.entries<readonly number[]>)
      .reduce((sum, [type, shape]) => sum + product(shape) * (bytesPerElement[type] ?? 4), 0);
  const written = bytes(args?.output_type_shape);
  const op = args?.op_name ?? '';
  if (renaming.includes(op)) return 0;
  return selecting.includes(op) ? 2 * written : bytes(args?.input_type_shape) + written;
}

function flopsOf(event: ProfileEvent): number {
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

function shapesText({ args }: ProfileEvent): string {
  const text = (shapes: Shapes | undefined): string =>
    shapesOf(shapes)
      .map((shape) => `[${shape.join(', ')}]`)
      .join(' ');
  return `${text(args?.input_type_shape)} -> ${text(args?.output_type_shape)}`;
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}
