import { createRng, type Seed } from '#core';

/**
 * `count` smoothed random patches, each [size, size, channels] with unit standard deviation: white noise filtered
 * `smoothing` times by the binomial kernel (1, 2, 1)/4 along both axes, on a margin of as many pixels, so that all
 * pixels have equal variance.
 */
export function texturePrototypes(
  seed: Seed,
  count: number,
  size: number,
  channels: number,
  smoothing: number,
): readonly Float64Array[] {
  const rng = createRng(seed, 'textures/prototypes');
  return Array.from({ length: count }, () => {
    let margin = smoothing;
    let field = Float64Array.from({ length: (size + 2 * margin) ** 2 * channels }, () => rng.normal());
    while (margin-- > 0) field = smooth(field, size + 2 * margin, channels);
    return unitDeviation(field);
  });
}

/** One pass of the kernel over a field of `size + 2` pixels a side. */
function smooth(field: Float64Array, size: number, channels: number): Float64Array<ArrayBuffer> {
  const row = (size + 2) * channels;
  const patch = new Float64Array(size * size * channels);
  for (let r = 0; r < size; r++) {
    for (let k = 0; k < size * channels; k++) {
      let sum = 0;
      for (let dr = 0; dr < 3; dr++) {
        const at = (r + dr) * row + k;
        const across = field[at]! + 2 * field[at + channels]! + field[at + 2 * channels]!;
        sum += dr === 1 ? 2 * across : across;
      }
      patch[r * size * channels + k] = sum / 16;
    }
  }
  return patch;
}

function unitDeviation(patch: Float64Array): Float64Array {
  const mean = patch.reduce((sum, value) => sum + value, 0) / patch.length;
  const variance = patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / patch.length;
  return patch.map((value) => value / Math.sqrt(variance));
}
