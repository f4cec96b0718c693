import type { MapKernel } from '../../plan/kernels.ts';
import { nestOf, reach } from '../../plan/loop-axes.ts';
import { expressionFunctions, ExpressionWriter } from './expression.ts';
import { memoryUse } from './memory-use.ts';
import { type Emitted, noStages, type Params } from './shader-stage.ts';
import { decode, linear, openLoop, pointLoop, product } from './source.ts';

/** A map: an invocation per point, with coalesced accesses along the axis of the smallest strides. */
export function emitMap(kernel: MapKernel): Emitted {
  const { shape, inputs, operations, outputs } = kernel;
  if (product(shape) === 0) return noStages;
  const streams = [...inputs, ...outputs.map(({ to }) => to)];
  const nest = nestOf(
    shape,
    streams,
    shape.map(() => false),
  );
  const axes = nest.axes.toSorted((a, b) => reach(b) - reach(a));
  const extents = axes.map(({ extent }) => extent);
  const body = (params: Params, size: number): string[] => {
    const places = streams.map(({ offset }, stream) => {
      const strides = axes.map((axis) => axis.strides[stream]!);
      return `arena[base + ${params.place(offset)} + ${linear('i', strides)}]`;
    });
    const writer = new ExpressionWriter(operations, (input) => places[input]!);
    return [
      openLoop(product(extents), size),
      ...decode('point', 'i', extents),
      ...writer.lines,
      ...outputs.map(({ value }, output) => `${places[inputs.length + output]} = ${writer.bits(value)};`),
      '}',
    ];
  };
  const stage = {
    ...pointLoop(product(extents)),
    functions: [expressionFunctions],
    body,
    uses: memoryUse(kernel),
  };
  return { stages: [stage], scratchBytes: 0 };
}
