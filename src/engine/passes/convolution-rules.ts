import type { ValueId } from '../graph/graph.ts';
import type { Candidate, GraphBuilder, Rule } from './builder.ts';
import { interleavingOf } from './interleaving.ts';
import {
  elements,
  geometryAttributes,
  geometryOf,
  isPointwise,
  positions,
  type WindowGeometry,
} from '../graph/windows.ts';

/**
 * Convolutions as windows and batched matrix products, so that the forward pass and the filter gradient share one
 * window gather. A leading replica axis of the maps and filters becomes the batch axis of the products.
 */
export const decomposeConvolutions: Rule = (node, builder) => {
  const kernel = node.kernel.replace(/^Replica/, '');
  if (!kernel.startsWith('Conv2D')) return undefined;
  const c = new Convolution(node, builder, node.kernel !== kernel);
  if (kernel === 'Conv2D') return c.forward();
  if (kernel === 'Conv2DBackpropFilter') return c.filterGradient();
  return kernel === 'Conv2DBackpropInput' ? c.inputGradient() : undefined;
};

class Convolution {
  private readonly geometry: WindowGeometry;
  private readonly replicas: number;
  private readonly batch: number;
  private readonly first: ValueId;
  private readonly second: ValueId;

  constructor(
    private readonly node: Candidate,
    private readonly builder: GraphBuilder,
    hasReplicas: boolean,
  ) {
    this.geometry = geometryOf(node.attrs);
    this.first = node.inputs[0]!;
    this.second = node.inputs[1]!;
    const maps = builder.node(this.first).shape;
    this.replicas = hasReplicas ? maps[0]! : 1;
    this.batch = maps[hasReplicas ? 1 : 0]!;
  }

  forward(): ValueId {
    const outChannels = this.node.shape.at(-1)!;
    const columns = this.columns(this.first, this.geometry);
    const filter = this.reshape(this.second, [this.replicas, this.columnLength(columns), outChannels]);
    return this.reshape(this.product(columns, filter), this.node.shape);
  }

  filterGradient(): ValueId {
    const outChannels = this.node.shape.at(-1)!;
    const columns = this.columns(this.first, this.geometry);
    const dy = this.reshape(this.second, [this.replicas, this.rowCount(), outChannels]);
    return this.reshape(this.product(columns, dy, true), this.node.shape);
  }

  inputGradient(): ValueId {
    const { geometry: g } = this;
    const strided = g.strideHeight !== 1 || g.strideWidth !== 1;
    const reach = (size: number, dilation: number): number => (size - 1) * dilation;
    const fits =
      reach(g.filterHeight, g.dilationHeight) >= g.padTop &&
      reach(g.filterWidth, g.dilationWidth) >= g.padLeft;
    if (!strided) return fits ? this.inputGradientByFlipping() : this.inputGradientByFolding();
    const { windows } = interleavingOf(g);
    const dilated = g.dilationHeight !== 1 || g.dilationWidth !== 1;
    const cropped = [windows.padTop, windows.padLeft, windows.padBottom, windows.padRight].some(
      (pad) => pad < 0,
    );
    return dilated || cropped || elements(g) === 1
      ? this.inputGradientByFolding()
      : this.inputGradientByInterleaving();
  }

  /** Stride 1: the gradient is a convolution of dy with the flipped filter, its channels exchanged. */
  private inputGradientByFlipping(): ValueId {
    const { geometry: g, builder, node } = this;
    const filterShape = builder.node(this.second).shape;
    const [inChannels, outChannels] = filterShape.slice(-2) as [number, number];
    const padTop = (g.filterHeight - 1) * g.dilationHeight - g.padTop;
    const padLeft = (g.filterWidth - 1) * g.dilationWidth - g.padLeft;
    const transposed: WindowGeometry = {
      ...g,
      inHeight: g.outHeight,
      inWidth: g.outWidth,
      outHeight: g.inHeight,
      outWidth: g.inWidth,
      padTop,
      padLeft,
      padBottom: g.inHeight + (g.filterHeight - 1) * g.dilationHeight - g.outHeight - padTop,
      padRight: g.inWidth + (g.filterWidth - 1) * g.dilationWidth - g.outWidth - padLeft,
    };
    const flat = [this.replicas, elements(g), inChannels, outChannels];
    const taps = this.reshape(this.second, flat);
    const flipped = elements(g) === 1 ? taps : builder.derive(node, 'Reverse', [taps], { axes: [1] }, flat);
    const exchanged = builder.derive(node, 'Transpose', [flipped], { perm: [0, 1, 3, 2] }, [
      flat[0]!,
      flat[1]!,
      outChannels,
      inChannels,
    ]);
    const filter = this.reshape(exchanged, [this.replicas, elements(g) * outChannels, inChannels]);
    return this.reshape(this.product(this.columns(this.first, transposed), filter), node.shape);
  }

  /** Strides: one product gives the gradients of all phases of the input's pixels, which are then interleaved. */
  private inputGradientByInterleaving(): ValueId {
    const { builder, node, replicas } = this;
    const { windows, taps, strideHeight, strideWidth } = interleavingOf(this.geometry);
    const phases = strideHeight * strideWidth;
    const inChannels = builder.node(this.second).shape.at(-2)!;
    const filter = this.phaseFilters(taps, elements(windows), phases);
    const product = this.product(this.columns(this.first, windows), filter);
    const { outHeight, outWidth } = windows;
    const maps = replicas * this.batch;
    const split = this.reshape(product, [maps * outHeight, outWidth, strideHeight, strideWidth * inChannels]);
    const woven = builder.derive(node, 'Transpose', [split], { perm: [0, 2, 1, 3] }, [
      maps * outHeight,
      strideHeight,
      outWidth,
      strideWidth * inChannels,
    ]);
    const full = [maps, outHeight * strideHeight, outWidth * strideWidth, inChannels];
    const { inHeight, inWidth } = this.geometry;
    const cut = builder.derive(
      node,
      'Slice',
      [this.reshape(woven, full)],
      { begin: [0, 0, 0, 0], end: [maps, inHeight, inWidth, inChannels], strides: [1, 1, 1, 1] },
      [maps, inHeight, inWidth, inChannels],
    );
    return this.reshape(cut, node.shape);
  }

  /** The filter's taps by window element and phase: [replicas, elements * outChannels, phases * inChannels]. */
  private phaseFilters(taps: Int32Array, count: number, phases: number): ValueId {
    const { builder, node, replicas } = this;
    const [inChannels, outChannels] = builder.node(this.second).shape.slice(-2) as [number, number];
    const own = elements(this.geometry);
    const flat = this.reshape(this.second, [replicas, own, inChannels, outChannels]);
    const padded = builder.derive(
      node,
      'PadV2',
      [flat],
      { before: [0, 0, 0, 0], after: [0, 1, 0, 0], value: 0 },
      [replicas, own + 1, inChannels, outChannels],
    );
    const indices = builder.derive(node, 'Const', [], { values: taps }, [taps.length], 'int32');
    const chosen = builder.derive(node, 'GatherV2', [padded, indices], { axis: 1, batchDims: 0 }, [
      replicas,
      taps.length,
      inChannels,
      outChannels,
    ]);
    const apart = this.reshape(chosen, [replicas, count, phases, inChannels, outChannels]);
    const turned = builder.derive(node, 'Transpose', [apart], { perm: [0, 1, 4, 2, 3] }, [
      replicas,
      count,
      outChannels,
      phases,
      inChannels,
    ]);
    return this.reshape(turned, [replicas, count * outChannels, phases * inChannels]);
  }

  /** Any geometry: each output position gives a gradient to every pixel under its window. */
  private inputGradientByFolding(): ValueId {
    const { geometry: g, builder, node } = this;
    const [inChannels, outChannels] = builder.node(this.second).shape.slice(-2) as [number, number];
    const width = elements(g) * inChannels;
    const dy = this.reshape(this.first, [this.replicas, this.rowCount(), outChannels]);
    const filter = this.reshape(this.second, [this.replicas, width, outChannels]);
    const spread = this.product(dy, filter, false, true);
    const maps = this.replicas * this.batch;
    const columns = this.reshape(spread, [maps, positions(g), elements(g), inChannels]);
    const folded = builder.derive(node, 'FoldWindows', [columns], geometryAttributes(g), [
      maps,
      g.inHeight,
      g.inWidth,
      inChannels,
    ]);
    return this.reshape(folded, node.shape);
  }

  /** The windows of all maps as rows: [replicas, batch * P, K * channels]. */
  private columns(maps: ValueId, g: WindowGeometry): ValueId {
    const channels = this.builder.node(maps).shape.at(-1)!;
    const all = this.replicas * this.batch;
    const rows = [this.replicas, this.batch * positions(g), elements(g) * channels];
    if (isPointwise(g)) return this.reshape(maps, rows);
    const flat = this.reshape(maps, [all, g.inHeight, g.inWidth, channels]);
    const shape = [all, positions(g), elements(g), channels];
    return this.reshape(
      this.builder.derive(this.node, 'Windows', [flat], geometryAttributes(g), shape),
      rows,
    );
  }

  private rowCount(): number {
    return this.batch * positions(this.geometry);
  }

  private columnLength(columns: ValueId): number {
    return this.builder.node(columns).shape.at(-1)!;
  }

  private reshape(value: ValueId, shape: readonly number[]): ValueId {
    return this.builder.derive(this.node, 'Reshape', [value], {}, shape);
  }

  private product(a: ValueId, b: ValueId, transposeA = false, transposeB = false): ValueId {
    const left = this.builder.node(a).shape;
    const right = this.builder.node(b).shape;
    const shape = [left[0]!, left[transposeA ? 2 : 1]!, right[transposeB ? 1 : 2]!];
    return this.builder.derive(this.node, 'BatchMatMul', [a, b], { transposeA, transposeB }, shape);
  }
}
