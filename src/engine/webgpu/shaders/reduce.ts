import type { Placement, ReducedOutput, ReduceKernel } from '../../native/plan/kernels.ts';
import { type Combiner, combinerFunctions, combinerOf } from './combine.ts';
import { type Dispatch, type Emitted, noDispatch, Params } from './dispatch.ts';
import { expressionFunctions, ExpressionWriter } from './expression.ts';
import { reduceForm, type ReduceForm } from './reduce-form.ts';
import { decode, linear, mostGroups, product, shaderSource, u32 } from './source.ts';

/**
 * A reduction. Few terms, or terms of many results, are taken by one invocation for each result, in order; others are
 * shared by the invocations of a workgroup, or of several, whose results are put together pairwise.
 * @param scratch byte offset of the space for results of workgroups that are put together
 */
export function emitReduce(kernel: ReduceKernel, scratch: number): Emitted {
  if (product(kernel.shape.filter((_, axis) => !kernel.reduced[axis])) === 0) return noDispatch;
  const form = reduceForm(kernel);
  if (form.splits === 1) return { dispatches: [new ReduceWriter(kernel, form).write()], scratchBytes: 0 };
  const { first, second, scratchBytes } = inTwo(kernel, form, scratch);
  const rest = emitReduce(second, scratch + scratchBytes);
  return {
    dispatches: [new ReduceWriter(first, form).write(), ...rest.dispatches],
    scratchBytes: scratchBytes + rest.scratchBytes,
  };
}

/** The reduction of each part of the terms to the scratch space, and that of what is there. */
function inTwo(kernel: ReduceKernel, { kept, splits }: ReduceForm, scratch: number) {
  const extents = kept.map(({ extent }) => extent);
  const points = product(extents);
  const operands = kernel.outputs.map((_, output): Placement => {
    const strides = extents.map((_, axis) => product(extents.slice(axis + 1)));
    return { offset: scratch + 4 * output * splits * points, strides: [points, ...strides] };
  });
  const outputs = kernel.outputs.map(({ to, ...output }, index): ReducedOutput => {
    const stream = kernel.operands.length + index;
    const strides = [0, ...kept.map((axis) => axis.strides[stream]!)];
    return { ...output, lane: index, to: { offset: to.offset, strides } };
  });
  const first: ReduceKernel = {
    ...kernel,
    outputs: kernel.outputs.map((output, index) => ({ ...output, scale: 1, to: operands[index]! })),
  };
  const second: ReduceKernel = {
    kind: 'reduce',
    shape: [splits, ...extents],
    reduced: [true, ...extents.map(() => false)],
    operands,
    operations: operands.map((_, operand) => ({ op: 'load', args: [], immediate: operand })),
    outputs,
  };
  return { first, second, scratchBytes: 4 * kernel.outputs.length * splits * points };
}

class ReduceWriter {
  private readonly params = new Params();
  private readonly combiners: readonly Combiner[];
  private readonly points: number;
  private readonly terms: number;

  constructor(
    private readonly kernel: ReduceKernel,
    private readonly form: ReduceForm,
  ) {
    this.combiners = kernel.outputs.map(({ reduction, integer }) => combinerOf(reduction, integer === true));
    this.points = product(form.kept.map(({ extent }) => extent));
    this.terms = product(form.reduced.map(({ extent }) => extent));
  }

  write(): Dispatch {
    const { params } = this;
    const { columns, parts, splits } = this.form;
    const groups = Math.ceil(this.points / columns);
    const rows = Math.min(groups, mostGroups);
    const body = [
      `let column = local % ${u32(columns)};`,
      `let part = local / ${u32(columns)};`,
      `for (var block = group.x; block < ${u32(groups)}; block += ${u32(rows)}) {`,
      `let point = block * ${u32(columns)} + column;`,
      ...this.combiners.map(({ type, identity }, output) => `var sum${output}: ${type} = ${identity};`),
      `if (point < ${u32(this.points)}) {`,
      ...this.loop(),
      '}',
      ...(parts > 1 ? this.tree() : []),
      `if (part == 0u && point < ${u32(this.points)}) {`,
      ...this.stores(),
      '}',
      '}',
    ];
    const declarations = `${expressionFunctions}${combinerFunctions}${parts > 1 ? this.shared() : ''}`;
    const source = shaderSource({ params, size: columns * parts, declarations, body });
    return { source, params: params.words, groups: [rows, splits] };
  }

  /** The loop over the terms of one invocation. */
  private loop(): string[] {
    const { kernel, params, combiners } = this;
    const { kept, reduced, parts, splits } = this.form;
    const chunk = Math.ceil(this.terms / splits);
    const places = kernel.operands.map(({ offset }, operand) => {
      const [outer, inner] = [kept, reduced].map((axes) => axes.map((axis) => axis.strides[operand]!));
      return `arena[base + ${params.place(offset)} + ${linear('i', outer!)} + ${linear('k', inner!)}]`;
    });
    const writer = new ExpressionWriter(kernel.operations, (operand) => places[operand]!);
    const extents = reduced.map(({ extent }) => extent);
    const begin = splits > 1 ? `group.y * ${u32(chunk)}` : '0u';
    const end = splits > 1 ? `min(${u32(this.terms)}, ${begin} + ${u32(chunk)})` : u32(this.terms);
    return [
      ...decode(
        'point',
        'i',
        kept.map(({ extent }) => extent),
      ),
      `for (var term = ${begin} + part; term < ${end}; term += ${u32(parts)}) {`,
      ...decode('term', 'k', extents),
      ...writer.lines,
      ...kernel.outputs.map(({ lane }, output) => {
        const { type, of } = combiners[output]!;
        const value = type === 'f32' ? writer.float(lane) : `bitcast<i32>(${writer.bits(lane)})`;
        return `sum${output} = ${of(`sum${output}`, value)};`;
      }),
      '}',
    ];
  }

  private shared(): string {
    const { columns, parts } = this.form;
    return this.combiners
      .map(({ type }, output) => `var<workgroup> shared${output}: array<${type}, ${columns * parts}>;\n`)
      .join('');
  }

  /** Puts the results of a workgroup's parts together, halving their number each time. */
  private tree(): string[] {
    const { columns, parts } = this.form;
    const each = (line: (output: number, of: Combiner['of']) => string): string[] =>
      this.combiners.map(({ of }, output) => line(output, of));
    return [
      'workgroupBarrier();',
      ...each((output) => `shared${output}[local] = sum${output};`),
      `for (var half = ${u32(parts / 2)}; half > 0u; half /= 2u) {`,
      'workgroupBarrier();',
      'if (part < half) {',
      ...each((output, of) => {
        const own = `shared${output}[local]`;
        return `${own} = ${of(own, `shared${output}[local + half * ${u32(columns)}]`)};`;
      }),
      '}',
      '}',
      ...each((output) => `sum${output} = shared${output}[local];`),
    ];
  }

  private stores(): string[] {
    const { kernel, params } = this;
    const { kept, splits } = this.form;
    return [
      ...decode(
        'point',
        'i',
        kept.map(({ extent }) => extent),
      ),
      ...kernel.outputs.map(({ to, scale }, output) => {
        const stream = kernel.operands.length + output;
        const strides = kept.map((axis) => axis.strides[stream]!);
        const at = splits > 1 ? `group.y * ${u32(this.points)} + point` : linear('i', strides);
        const scaled = scale === undefined || scale === 1 ? `sum${output}` : `sum${output} * ${float(scale)}`;
        return `arena[base + ${params.place(to.offset)} + ${at}] = bitcast<u32>(${scaled});`;
      }),
    ];
  }
}

const scaleBits = new Float32Array(1);

/** A float as the bits that it is. */
function float(value: number): string {
  scaleBits[0] = value;
  return `bitcast<f32>(${u32(new Uint32Array(scaleBits.buffer)[0]!)})`;
}
