import type { WindowGeometry } from '../graph/windows.ts';

/**
 * How the gradient of a strided convolution with respect to its input falls apart into phases: the pixels
 * u = stride * v + p of phase p get their gradient from the output positions v + `offset` ... v + `offset` + `reach` - 1,
 * each through one tap of the filter or through none. All phases together are one convolution of the output gradient
 * with stride 1 and stride^2 times as many channels, whose channels are then interleaved.
 */
export interface Interleaving {
  /** Windows of the output gradient, one for each v. */
  readonly windows: WindowGeometry;
  /** For each window element and phase (row-major), the filter's tap, or the number of taps for none. */
  readonly taps: Int32Array;
  readonly strideHeight: number;
  readonly strideWidth: number;
}

interface Axis {
  readonly stride: number;
  /** First output position that any phase of v reads, less v. */
  readonly offset: number;
  readonly reach: number;
  /** Filter index by phase and position within reach; undefined where the phase reads nothing. */
  readonly tap: (phase: number, position: number) => number | undefined;
}

function axisOf(stride: number, size: number, pad: number): Axis {
  const reads = Array.from({ length: stride }, (_, phase) => {
    const first = (phase + pad) % stride;
    const shift = Math.floor((phase + pad) / stride);
    const count = Math.max(0, Math.ceil((size - first) / stride));
    return { first, shift, count };
  });
  const reading = reads.filter(({ count }) => count > 0);
  const offset = Math.min(...reading.map(({ shift, count }) => shift - count + 1));
  const last = Math.max(...reading.map(({ shift }) => shift));
  return {
    stride,
    offset,
    reach: last - offset + 1,
    tap: (phase, position) => {
      const { first, shift, count } = reads[phase]!;
      const back = shift - (offset + position);
      return back >= 0 && back < count ? first + stride * back : undefined;
    },
  };
}

/** The phases of a convolution without dilation. */
export function interleavingOf(g: WindowGeometry): Interleaving {
  const rows = axisOf(g.strideHeight, g.filterHeight, g.padTop);
  const columns = axisOf(g.strideWidth, g.filterWidth, g.padLeft);
  const outHeight = Math.ceil(g.inHeight / g.strideHeight);
  const outWidth = Math.ceil(g.inWidth / g.strideWidth);
  const windows: WindowGeometry = {
    inHeight: g.outHeight,
    inWidth: g.outWidth,
    outHeight,
    outWidth,
    filterHeight: rows.reach,
    filterWidth: columns.reach,
    strideHeight: 1,
    strideWidth: 1,
    dilationHeight: 1,
    dilationWidth: 1,
    padTop: -rows.offset,
    padLeft: -columns.offset,
    padBottom: outHeight + rows.reach - 1 + rows.offset - g.outHeight,
    padRight: outWidth + columns.reach - 1 + columns.offset - g.outWidth,
  };
  const none = g.filterHeight * g.filterWidth;
  const taps: number[] = [];
  for (let a = 0; a < rows.reach; a++)
    for (let b = 0; b < columns.reach; b++)
      for (let p = 0; p < rows.stride; p++)
        for (let q = 0; q < columns.stride; q++) {
          const i = rows.tap(p, a);
          const j = columns.tap(q, b);
          taps.push(i === undefined || j === undefined ? none : i * g.filterWidth + j);
        }
  return {
    windows,
    taps: Int32Array.from(taps),
    strideHeight: g.strideHeight,
    strideWidth: g.strideWidth,
  };
}
