import {
  elements,
  foldIndices,
  geometryOf,
  positions,
  type WindowGeometry,
  windowIndices,
} from '../../graph/windows.ts';
import { attribute, type GraphWriter } from '../graph-writer.ts';
import { type Lowering, type LoweringTable, reshaped } from './types.ts';

/** Up to this many channels, a window's row is gathered as one run instead of pixel by pixel. */
const mostPackedChannels = 32;

interface Pixels {
  /** ONNX value [maps, height * width, channels]: the padded maps as rows of channels. */
  readonly name: string;
  readonly maps: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * im2col: the padded maps and one Gather of what lies under every window. A Gather costs about 8 ns a block whatever the
 * block's length, so narrow pixels are first laid out in runs of a window's width.
 */
const windows: Lowering = (node, { writer, outer, full, node: lookup }) => {
  const source = lookup(node.inputs[0]!);
  const g = geometryOf(node.attrs);
  const [maps, , , channels] = source.shape as [number, number, number, number];
  const height = g.inHeight + g.padTop + Math.max(0, g.padBottom);
  const width = g.inWidth + g.padLeft + Math.max(0, g.padRight);
  const below = height - g.inHeight - g.padTop;
  const right = width - g.inWidth - g.padLeft;
  const pads = [0, g.padTop, g.padLeft, 0, 0, below, right, 0];
  const value = writer.scalar(node.dtype, node.attrs['padValue'] as number);
  const padded = pads.some((pad) => pad > 0)
    ? writer.op('Pad', [full(source.id), writer.int64s(pads), value])
    : full(source.id);
  const name = reshaped(writer, padded, [maps, height * width, channels]);
  const pixels: Pixels = { name, maps, height, width, channels };
  const packed = g.filterWidth > 1 && g.dilationWidth === 1 && channels <= mostPackedChannels;
  const { rows, table } = packed
    ? packedRuns(writer, pixels, g)
    : { rows: name, table: windowIndices(g, width) };
  const indices = outer.constant('int32', [table.length], table);
  const gathered = writer.op('Gather', [rows, indices], { attributes: { axis: attribute.int(1) } });
  return reshaped(writer, gathered, node.shape);
};

/**
 * Every run of `filterWidth` consecutive pixels, as rows: the pixel stream cut into runs from each of the first
 * `filterWidth` starting points; and which run lies under each row of each window.
 */
function packedRuns(
  writer: GraphWriter,
  { name, maps, height, width, channels }: Pixels,
  g: WindowGeometry,
): { rows: string; table: Int32Array } {
  const run = g.filterWidth;
  const starts = Array.from({ length: run }, (_, start) => start);
  const counts = starts.map((start) => Math.floor((height * width - start) / run));
  const streams = starts.map((start, index) => {
    const end = start + counts[index]! * run;
    const cut =
      start === 0 && end === height * width
        ? name
        : writer.op('Slice', [name, ...[[start], [end], [1]].map((values) => writer.int64s(values))]);
    return reshaped(writer, cut, [maps, counts[index]!, run * channels]);
  });
  const offsets = starts.map((start) => counts.slice(0, start).reduce((sum, count) => sum + count, 0));
  const rowStarts = windowIndices({ ...g, filterWidth: 1 }, width);
  return {
    rows: writer.op('Concat', streams, { attributes: { axis: attribute.int(1) } }),
    table: rowStarts.map((pixel) => offsets[pixel % run]! + Math.floor(pixel / run)),
  };
}

/** col2im: every pixel gathers its window elements (a row of zeros stands in for missing ones) and adds them. */
const foldWindows: Lowering = (node, { writer, outer, full }) => {
  const g = geometryOf(node.attrs);
  const [maps, , , channels] = node.shape as [number, number, number, number];
  const count = positions(g) * elements(g);
  const pixels = g.inHeight * g.inWidth;
  const { indices, most } = foldIndices(g, count);
  let rows = reshaped(writer, full(node.inputs[0]!), [maps, count, channels]);
  if (indices.includes(count)) {
    rows = writer.op('Pad', [rows, writer.int64s([0, 0, 0, 0, 1, 0]), writer.scalar('float32', 0)]);
  }
  // Slot by slot, so that the sum over slots runs along whole maps.
  const table = Int32Array.from(indices, (_, at) => indices[(at % pixels) * most + Math.floor(at / pixels)]!);
  const gathered = writer.op('Gather', [rows, outer.constant('int32', [table.length], table)], {
    attributes: { axis: attribute.int(1) },
  });
  if (most === 1) return reshaped(writer, gathered, node.shape);
  const parts = reshaped(writer, gathered, [maps, most, pixels * channels]);
  const summed = writer.op('ReduceSum', [parts, writer.int64s([1])], {
    attributes: { keepdims: attribute.int(0) },
  });
  return reshaped(writer, summed, node.shape);
};

export const windowLowerings: LoweringTable = { Windows: windows, FoldWindows: foldWindows };
