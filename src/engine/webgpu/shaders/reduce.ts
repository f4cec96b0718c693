import type { Placement, ReducedOutput, ReduceKernel } from '../../plan/kernels.ts';
import { type Combiner, combinerFunctions, combinerOf } from './combine.ts';

import { expressionFunctions, ExpressionWriter } from './expression.ts';
import { memoryUse } from './memory-use.ts';
import { type Emitted, noStages, type Params, type ShaderStage } from './shader-stage.ts';
import { reduceForm, type ReduceForm } from './reduce-form.ts';
import { decode, linear, mostGroups, product, u32 } from './source.ts';

/**
 * A reduction. With few terms or many results, one invocation reduces each result, in order. Otherwise the terms are
 * shared by invocations of a workgroup (tree reduction in workgroup memory) or of several workgroups (a second stage).
 * @param scratch byte offset of the space for partial results of workgroups
 */
export function emitReduce(kernel: ReduceKernel, scratch: number): Emitted {
  if (product(kernel.shape.filter((_, axis) => !kernel.reduced[axis])) === 0) return noStages;
  const form = reduceForm(kernel);
  if (form.splits === 1) return { stages: [stageOf(kernel, form)], scratchBytes: 0 };
  const { first, second, scratchBytes } = inTwo(kernel, form, scratch);
  const rest = emitReduce(second, scratch + scratchBytes);
  const { reads } = memoryUse(kernel);
  const uses = { reads, writes: [{ begin: scratch, end: scratch + scratchBytes }] };
  return {
    stages: [{ ...stageOf(first, form), uses }, ...rest.stages],
    scratchBytes: scratchBytes + rest.scratchBytes,
  };
}

function stageOf(kernel: ReduceKernel, form: ReduceForm): ShaderStage {
  const { kept, columns, parts, splits } = form;
  const blocks = Math.ceil(product(kept.map(({ extent }) => extent)) / columns);
  const groups = [Math.min(blocks, mostGroups), splits] as const;
  return {
    size: columns * parts,
    anySize: false,
    groups: () => groups,
    functions: [expressionFunctions, combinerFunctions],
    workgroupWords: parts > 1 ? columns * parts * kernel.outputs.length : 0,
    body: (params: Params) => new ReduceWriter(kernel, form, params).body(),
    uses: memoryUse(kernel),
  };
}

/** Both stages: partial results to scratch space, and the reduction of these. */
function inTwo(kernel: ReduceKernel, { kept, splits }: ReduceForm, scratch: number) {
  const extents = kept.map(({ extent }) => extent);
  const points = product(extents);
  const inputs = kernel.outputs.map((_, output): Placement => {
    const strides = extents.map((_, axis) => product(extents.slice(axis + 1)));
    return { offset: scratch + 4 * output * splits * points, strides: [points, ...strides] };
  });
  const outputs = kernel.outputs.map(({ to, ...output }, index): ReducedOutput => {
    const stream = kernel.inputs.length + index;
    const strides = [0, ...kept.map((axis) => axis.strides[stream]!)];
    return { ...output, value: index, to: { offset: to.offset, strides } };
  });
  const first: ReduceKernel = {
    ...kernel,
    outputs: kernel.outputs.map((output, index) => ({ ...output, scale: 1, to: inputs[index]! })),
  };
  const second: ReduceKernel = {
    kind: 'reduce',
    shape: [splits, ...extents],
    reduced: [true, ...extents.map(() => false)],
    inputs,
    operations: inputs.map((_, input) => ({ op: 'load', args: [], immediate: input })),
    outputs,
  };
  return { first, second, scratchBytes: 4 * kernel.outputs.length * splits * points };
}

class ReduceWriter {
  private readonly combiners: readonly Combiner[];
  private readonly points: number;
  private readonly terms: number;

  constructor(
    private readonly kernel: ReduceKernel,
    private readonly form: ReduceForm,
    private readonly params: Params,
  ) {
    this.combiners = kernel.outputs.map(({ reduction, integer }) => combinerOf(reduction, integer === true));
    this.points = product(form.kept.map(({ extent }) => extent));
    this.terms = product(form.reduced.map(({ extent }) => extent));
  }

  body(): string[] {
    const { columns, parts } = this.form;
    const groups = Math.ceil(this.points / columns);
    return [
      `let column = local % ${u32(columns)};`,
      `let part = local / ${u32(columns)};`,
      `for (var block = group.x; block < ${u32(groups)}; block += ${u32(Math.min(groups, mostGroups))}) {`,
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
  }

  /** The loop over the terms of an invocation. */
  private loop(): string[] {
    const { kernel, params, combiners } = this;
    const { kept, reduced, parts, splits } = this.form;
    const chunk = Math.ceil(this.terms / splits);
    const places = kernel.inputs.map(({ offset }, input) => {
      const [outer, inner] = [kept, reduced].map((axes) => axes.map((axis) => axis.strides[input]!));
      return `arena[base + ${params.place(offset)} + ${linear('i', outer!)} + ${linear('k', inner!)}]`;
    });
    const writer = new ExpressionWriter(kernel.operations, (input) => places[input]!);
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
      ...kernel.outputs.map(({ value }, output) => {
        const { type, of } = combiners[output]!;
        const term = type === 'f32' ? writer.float(value) : `bitcast<i32>(${writer.bits(value)})`;
        return `sum${output} = ${of(`sum${output}`, term)};`;
      }),
      '}',
    ];
  }

  /** Tree reduction in workgroup memory, with a barrier at each level. */
  private tree(): string[] {
    const { columns, parts } = this.form;
    const each = (line: (place: (at: string) => string, output: number, of: Combiner) => string): string[] =>
      this.combiners.map((combiner, output) => {
        const place = (at: string): string => `workgroup_memory[${u32(output * columns * parts)} + ${at}]`;
        return line(place, output, combiner);
      });
    const read = ({ type }: Combiner, word: string): string => `bitcast<${type}>(${word})`;
    return [
      'workgroupBarrier();',
      ...each((place, output) => `${place('local')} = bitcast<u32>(sum${output});`),
      `for (var half = ${u32(parts / 2)}; half > 0u; half /= 2u) {`,
      'workgroupBarrier();',
      'if (part < half) {',
      ...each((place, _, combiner) => {
        const other = read(combiner, place(`local + half * ${u32(columns)}`));
        return `${place('local')} = bitcast<u32>(${combiner.of(read(combiner, place('local')), other)});`;
      }),
      '}',
      '}',
      ...each((place, output, combiner) => `sum${output} = ${read(combiner, place('local'))};`),
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
        const stream = kernel.inputs.length + output;
        const strides = kept.map((axis) => axis.strides[stream]!);
        const at = splits > 1 ? `group.y * ${u32(this.points)} + point` : linear('i', strides);
        const scaled = scale === undefined || scale === 1 ? `sum${output}` : `sum${output} * ${float(scale)}`;
        return `arena[base + ${params.place(to.offset)} + ${at}] = bitcast<u32>(${scaled});`;
      }),
    ];
  }
}

const scaleBits = new Float32Array(1);

/** A float literal, as its bits. */
function float(value: number): string {
  scaleBits[0] = value;
  return `bitcast<f32>(${u32(new Uint32Array(scaleBits.buffer)[0]!)})`;
}
