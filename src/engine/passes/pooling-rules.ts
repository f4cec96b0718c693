import type { ValueId } from '../graph/graph.ts';
import type { Candidate, GraphBuilder, Rule } from './builder.ts';
import {
  elements,
  foldIndices,
  geometryAttributes,
  geometryOf,
  positions,
  type WindowGeometry,
} from '../graph/windows.ts';

/** Pooling as windows and reductions over them. A maximum's gradient goes to the first of equal elements, as in TF.js. */
export const decomposePooling: Rule = (node, builder) => {
  switch (node.kernel) {
    case 'MaxPool':
      return overWindows(node, builder, 'Max', windowsOf(node, builder, node.inputs[0]!, -Infinity));
    case 'AvgPool': {
      const sums = overWindows(node, builder, 'Sum', windowsOf(node, builder, node.inputs[0]!, 0));
      return builder.derive(node, 'Multiply', [sums, inverseCounts(node, builder)], {}, node.shape);
    }
    case 'MaxPoolGrad':
      return maxGradient(node, builder);
    case 'AvgPoolGrad':
      return averageGradient(node, builder);
    default:
      return undefined;
  }
};

function windowsOf(node: Candidate, builder: GraphBuilder, maps: ValueId, padValue: number): ValueId {
  const g = geometryOf(node.attrs);
  const [batch, , , channels] = builder.node(maps).shape as [number, number, number, number];
  const shape = [batch, positions(g), elements(g), channels];
  return builder.derive(node, 'Windows', [maps], geometryAttributes(g, padValue), shape);
}

function overWindows(
  node: Candidate,
  builder: GraphBuilder,
  kernel: 'Max' | 'Sum',
  windows: ValueId,
): ValueId {
  const [batch, count, , channels] = builder.node(windows).shape as [number, number, number, number];
  const reduced = builder.derive(node, kernel, [windows], { axes: [2] }, [batch, count, 1, channels]);
  return builder.derive(node, 'Reshape', [reduced], {}, node.shape);
}

/** One over the number of pixels inside the map under each window: [1, outHeight, outWidth, 1]. */
function inverseCounts(node: Candidate, builder: GraphBuilder): ValueId {
  const g = geometryOf(node.attrs);
  const counts = new Float32Array(positions(g));
  const { indices, most } = foldIndices(g, -1);
  for (const element of indices.subarray(0, g.inHeight * g.inWidth * most)) {
    if (element >= 0) counts[Math.floor(element / elements(g))]! += 1;
  }
  const values = counts.map((count) => 1 / count);
  const shape = [1, g.outHeight, g.outWidth, 1];
  const uniform = values.every((value) => value === values[0]);
  return uniform
    ? builder.derive(node, 'Fill', [], { value: values[0]! }, [])
    : builder.derive(node, 'Const', [], { values }, shape);
}

function fold(node: Candidate, builder: GraphBuilder, windows: ValueId, g: WindowGeometry): ValueId {
  return builder.derive(node, 'FoldWindows', [windows], geometryAttributes(g), node.shape);
}

function maxGradient(node: Candidate, builder: GraphBuilder): ValueId {
  const g = geometryOf(node.attrs);
  const [dy, x] = node.inputs as [ValueId, ValueId];
  const windows = windowsOf({ ...node, dtype: 'float32' }, builder, x, -Infinity);
  const [batch, count, width, channels] = builder.node(windows).shape as [number, number, number, number];
  const winner = builder.derive(node, 'ArgMax', [windows], { axis: 2 }, [batch, count, channels], 'int32');
  const aligned = builder.derive(node, 'Reshape', [winner], {}, [batch, count, 1, channels], 'int32');
  const slots = Int32Array.from({ length: width }, (_, slot) => slot);
  const slot = builder.derive(node, 'Const', [], { values: slots }, [1, 1, width, 1], 'int32');
  const full = [batch, count, width, channels];
  const isWinner = builder.derive(node, 'Equal', [aligned, slot], {}, full, 'bool');
  const gradient = builder.derive(node, 'Reshape', [dy], {}, [batch, count, 1, channels]);
  // A choice, since 0 times a gradient that is not finite would be NaN.
  const zero = builder.derive(node, 'Fill', [], { value: 0 }, []);
  return fold(node, builder, builder.derive(node, 'Select', [isWinner, gradient, zero], {}, full), g);
}

function averageGradient(node: Candidate, builder: GraphBuilder): ValueId {
  const g = geometryOf(node.attrs);
  const dy = node.inputs[0]!;
  const [batch, , , channels] = builder.node(dy).shape as [number, number, number, number];
  const scaled = builder.derive(
    node,
    'Multiply',
    [dy, inverseCounts(node, builder)],
    {},
    builder.node(dy).shape,
  );
  const rows = builder.derive(node, 'Reshape', [scaled], {}, [batch, positions(g), 1, channels]);
  const full = [batch, positions(g), elements(g), channels];
  return fold(node, builder, builder.derive(node, 'BroadcastTo', [rows], {}, full), g);
}
