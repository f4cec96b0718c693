import { sizeOf } from '#core';
import type { Candidate, GraphBuilder, Rule } from './builder.ts';
import { elementwiseOp } from '../graph/elementwise-ops.ts';
import type { ValueId } from '../graph/graph.ts';

/** Below this many elements a pass costs less than the reshapes around it. */
const leastSize = 1 << 14;
/** Run length from which the loop over runs no longer shows. */
const wideRun = 128;

/** How a small operand is repeated: equal leading axes, axes over which it is repeated, equal trailing axes. */
interface Repetition {
  readonly lead: number;
  readonly repeats: number;
  readonly run: number;
}

/**
 * Broadcasts of short contiguous runs (16 channels over thousands of positions) as broadcasts of long ones: the operand
 * is repeated a few times by itself and the maps are viewed with as many positions in a row. The library works run by
 * run, and a pass over 2048 positions of 16 channels takes 185 us with runs of 16 and 55 us with runs of 128.
 */
export const widenBroadcasts: Rule = (node, builder) => {
  const widens = elementwiseOp(node.kernel)?.wideRuns === true;
  if (!widens || node.dtype !== 'float32' || sizeOf(node.shape) < leastSize) return undefined;
  const [a, b] = node.inputs as [ValueId, ValueId];
  const isFull = (id: ValueId): boolean => builder.node(id).shape.join() === node.shape.join();
  if (isFull(a) === isFull(b)) return undefined;
  const small = isFull(a) ? b : a;
  const repetition = repetitionOf(builder.node(small).shape, node.shape);
  if (!repetition) return undefined;
  const factor = factorFor(repetition);
  if (factor === 1) return undefined;
  const wide = [repetition.lead, repetition.repeats / factor, factor * repetition.run];
  const operands = node.inputs.map((id) =>
    id === small
      ? repeated(node, builder, small, repetition, factor)
      : builder.derive(node, 'Reshape', [id], {}, wide),
  );
  const result = builder.derive(node, node.kernel, operands, node.attrs, wide);
  return builder.derive(node, 'Reshape', [result], {}, node.shape);
};

function repetitionOf(small: readonly number[], full: readonly number[]): Repetition | undefined {
  const aligned = [...Array<number>(full.length - small.length).fill(1), ...small];
  let axis = full.length;
  const take = (matches: (extent: number, own: number) => boolean): number => {
    let product = 1;
    while (axis > 0 && matches(full[axis - 1]!, aligned[axis - 1]!)) product *= full[--axis]!;
    return product;
  };
  const run = take((extent, own) => extent === own);
  const repeats = take((_, own) => own === 1);
  const lead = take((extent, own) => extent === own);
  const whole = axis === 0 && run > 1 && repeats > 1;
  return whole ? { lead, repeats, run } : undefined;
}

/** Repetitions to put in a row: the fewest that make a wide run and divide their number. */
function factorFor({ repeats, run }: Repetition): number {
  if (run >= wideRun) return 1;
  for (
    let factor = Math.ceil(wideRun / run);
    factor <= Math.min(repeats, 8 * Math.ceil(wideRun / run));
    factor++
  ) {
    if (repeats % factor === 0) return factor;
  }
  return 1;
}

function repeated(
  node: Candidate,
  builder: GraphBuilder,
  small: ValueId,
  { lead, run }: Repetition,
  factor: number,
): ValueId {
  const single = builder.derive(node, 'Reshape', [small], {}, [lead, 1, 1, run]);
  const many = builder.derive(node, 'BroadcastTo', [single], {}, [lead, 1, factor, run]);
  return builder.derive(node, 'Reshape', [many], {}, [lead, 1, factor * run]);
}
