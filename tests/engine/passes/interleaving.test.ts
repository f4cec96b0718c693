import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { interleavingOf } from '../../../src/engine/passes/interleaving.ts';
import { type WindowGeometry, windowIndices } from '../../../src/engine/graph/windows.ts';

const geometries = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    filter: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    stride: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    pad: fc.constantFrom('same' as const, 'valid' as const),
  })
  .filter(({ size, filter, pad }) => pad === 'same' || (filter[0] <= size[0] && filter[1] <= size[1]))
  .map(({ size, filter, stride, pad }): WindowGeometry => {
    const info = tf.backend_util.computeConv2DInfo([1, ...size, 1], [...filter, 1, 1], stride, 1, pad);
    const { top, left, bottom, right } = info.padInfo;
    return { ...info, padTop: top, padLeft: left, padBottom: bottom, padRight: right };
  });

/** Which output position reads which pixel through which tap, as the convolution itself has it. */
function readsOf(g: WindowGeometry): Set<string> {
  const width = g.inWidth + g.padLeft + g.padRight;
  const taps = g.filterHeight * g.filterWidth;
  const reads = new Set<string>();
  windowIndices(g, width).forEach((padded, at) => {
    const row = Math.floor(padded / width) - g.padTop;
    const column = (padded % width) - g.padLeft;
    const inside = row >= 0 && row < g.inHeight && column >= 0 && column < g.inWidth;
    if (inside) reads.add(`${Math.floor(at / taps)} ${row},${column} ${at % taps}`);
  });
  return reads;
}

/** The same relation, found by going through the phases of the input gradient. */
function interleavedReadsOf(g: WindowGeometry): Set<string> {
  const { windows, taps, strideHeight, strideWidth } = interleavingOf(g);
  const phases = strideHeight * strideWidth;
  const count = windows.filterHeight * windows.filterWidth;
  const reads = new Set<string>();
  for (let v = 0; v < windows.outHeight * windows.outWidth; v++)
    for (let element = 0; element < count; element++)
      for (let phase = 0; phase < phases; phase++) {
        const y =
          Math.floor(v / windows.outWidth) - windows.padTop + Math.floor(element / windows.filterWidth);
        const x = (v % windows.outWidth) - windows.padLeft + (element % windows.filterWidth);
        const row = Math.floor(v / windows.outWidth) * strideHeight + Math.floor(phase / strideWidth);
        const column = (v % windows.outWidth) * strideWidth + (phase % strideWidth);
        const tap = taps[element * phases + phase]!;
        const real = tap < g.filterHeight * g.filterWidth && row < g.inHeight && column < g.inWidth;
        if (!real || y < 0 || y >= g.outHeight || x < 0 || x >= g.outWidth) continue;
        reads.add(`${y * g.outWidth + x} ${row},${column} ${tap}`);
      }
  return reads;
}

describe('interleavingOf', () => {
  it('connects every pixel with the output positions and taps of the convolution, and no other', () => {
    fc.assert(
      fc.property(geometries, (g) => {
        expect([...interleavedReadsOf(g)].sort()).toEqual([...readsOf(g)].sort());
      }),
    );
  });

  it('halves the windows of a 3x3 filter with stride 2', () => {
    const info = tf.backend_util.computeConv2DInfo([1, 16, 16, 1], [3, 3, 1, 1], 2, 1, 'same');
    const { top, left, bottom, right } = info.padInfo;
    const { windows, taps } = interleavingOf({
      ...info,
      padTop: top,
      padLeft: left,
      padBottom: bottom,
      padRight: right,
    });
    expect([windows.filterHeight, windows.filterWidth]).toEqual([2, 2]);
    expect(
      Array.from(taps)
        .filter((tap) => tap < 9)
        .sort((a, b) => a - b),
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
