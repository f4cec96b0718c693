import type { Attributes } from './graph.ts';

/**
 * Geometry of windows that slide over the height and width of NHWC maps; the attributes of our kernels
 * `Windows`: [N, H, W, C] -> [N, P, K, C], the K elements under the window at each of P positions (im2col), with
 * `padValue` outside the map; and
 * `FoldWindows`: [N, P, K, C] -> [N, H, W, C], its adjoint: each element is added where it was taken from.
 */
export interface WindowGeometry {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
  readonly padBottom: number;
  readonly padRight: number;
}

const names = [
  'inHeight',
  'inWidth',
  'outHeight',
  'outWidth',
  'filterHeight',
  'filterWidth',
  'strideHeight',
  'strideWidth',
  'dilationHeight',
  'dilationWidth',
  'padTop',
  'padLeft',
  'padBottom',
  'padRight',
] as const;

/** Reads the geometry back from a node's attributes. */
export function geometryOf(attrs: Attributes): WindowGeometry {
  return Object.fromEntries(names.map((name) => [name, attrs[name] as number])) as unknown as WindowGeometry;
}

/** The geometry as plain attributes of a node. */
export function geometryAttributes(geometry: WindowGeometry, padValue = 0): Attributes {
  return { ...Object.fromEntries(names.map((name) => [name, geometry[name]])), padValue };
}

export const positions = (g: WindowGeometry): number => g.outHeight * g.outWidth;
export const elements = (g: WindowGeometry): number => g.filterHeight * g.filterWidth;

/** Whether every window is one pixel and every pixel has its window: nothing needs to move. */
export function isPointwise(g: WindowGeometry): boolean {
  return (
    elements(g) === 1 &&
    g.strideHeight === 1 &&
    g.strideWidth === 1 &&
    positions(g) === g.inHeight * g.inWidth
  );
}

/**
 * For each position and window element, the index of its pixel in the padded map of width `paddedWidth`.
 * Length P * K.
 */
export function windowIndices(g: WindowGeometry, paddedWidth: number): Int32Array {
  const indices = new Int32Array(positions(g) * elements(g));
  let cursor = 0;
  for (let y = 0; y < g.outHeight; y++) {
    for (let x = 0; x < g.outWidth; x++) {
      for (let i = 0; i < g.filterHeight; i++) {
        const row = y * g.strideHeight + i * g.dilationHeight;
        for (let j = 0; j < g.filterWidth; j++) {
          indices[cursor++] = row * paddedWidth + x * g.strideWidth + j * g.dilationWidth;
        }
      }
    }
  }
  return indices;
}

/**
 * For each pixel of the map, the window elements (as position * K + element) that were taken from it, padded with
 * `none` to the largest number that any pixel has.
 */
export function foldIndices(g: WindowGeometry, none: number): { indices: Int32Array; most: number } {
  const pixels = g.inHeight * g.inWidth;
  const sources: number[][] = Array.from({ length: pixels }, () => []);
  const paddedWidth = g.inWidth + g.padLeft + g.padRight;
  windowIndices(g, paddedWidth).forEach((padded, element) => {
    const row = Math.floor(padded / paddedWidth) - g.padTop;
    const column = (padded % paddedWidth) - g.padLeft;
    if (row < 0 || row >= g.inHeight || column < 0 || column >= g.inWidth) return;
    sources[row * g.inWidth + column]!.push(element);
  });
  const most = Math.max(1, ...sources.map(({ length }) => length));
  const indices = new Int32Array(pixels * most).fill(none);
  sources.forEach((list, pixel) => list.forEach((element, slot) => (indices[pixel * most + slot] = element)));
  return { indices, most };
}
