import type { MapKernel } from '../../native/plan/kernels.ts';
import { nestOf, reach } from '../../native/loops/axes.ts';
import { type Emitted, noDispatch, Params } from './dispatch.ts';
import { expressionFunctions, ExpressionWriter } from './expression.ts';
import { decode, linear, pointLoop, product, shaderSource } from './source.ts';

/** Every point by an invocation of its own; neighbours along the axis where the tensors lie most densely. */
export function emitMap({ shape, operands, operations, outputs }: MapKernel): Emitted {
  if (product(shape) === 0) return noDispatch;
  const streams = [...operands, ...outputs.map(({ to }) => to)];
  const nest = nestOf(
    shape,
    streams,
    shape.map(() => false),
  );
  const axes = nest.axes.toSorted((a, b) => reach(b) - reach(a));
  const params = new Params();
  const places = streams.map(({ offset }, stream) => {
    const strides = axes.map((axis) => axis.strides[stream]!);
    return `arena[base + ${params.place(offset)} + ${linear('i', strides)}]`;
  });
  const loop = pointLoop(product(axes.map(({ extent }) => extent)));
  const writer = new ExpressionWriter(operations, (operand) => places[operand]!);
  const extents = axes.map(({ extent }) => extent);
  const body = [
    loop.open,
    ...decode('point', 'i', extents),
    ...writer.lines,
    ...outputs.map(({ lane }, output) => `${places[operands.length + output]} = ${writer.bits(lane)};`),
    '}',
  ];
  const source = shaderSource({ params, size: loop.size, declarations: expressionFunctions, body });
  return { dispatches: [{ source, params: params.words, groups: loop.groups }], scratchBytes: 0 };
}
