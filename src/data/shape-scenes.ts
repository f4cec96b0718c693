import { createRng, type Rng, type Seed } from '#core';
import { requireBetween, requireWhole } from './check-option.ts';
import type { LabelledData, Split } from './labelled-data.ts';

export interface ShapeScenesOptions {
  readonly samples: number;
  /** `test` draws fresh scenes. Default `train`. */
  readonly split?: Split;
  /** Height and width of a scene in pixels, 8 or more. Default 16. */
  readonly size?: number;
  /** Standard deviation of the noise, in units of the contrast of a shape. Default 0.3. */
  readonly noiseStd?: number;
}

/** Classes of a pixel: background, disc, square. */
export const shapeClasses = 3;

/**
 * Procedural segmentation: x [samples, size, size, 1], and the class of every pixel, y [samples, size, size].
 *
 * A scene is a disc (class 1) and a square (class 2), each brighter or darker than the background by 1, in white noise;
 * sizes and places are uniform, and the square covers the disc where they meet. The shape, not the brightness, tells the
 * classes apart. Fewer samples are a prefix of more.
 */
export function shapeScenes(seed: Seed, options: ShapeScenesOptions): LabelledData {
  const { samples, split = 'train', size = 16, noiseStd = 0.3 } = options;
  requireWhole('samples', samples);
  requireWhole('size', size, 8);
  requireBetween('noiseStd', noiseStd, 0);
  const rng = createRng(seed, `shape-scenes/${split}`);
  const x = new Float32Array(samples * size * size);
  const y = new Int32Array(samples * size * size);
  for (let sample = 0; sample < samples; sample++) {
    const from = sample * size * size;
    const pixels = size * size;
    paint(x.subarray(from, from + pixels), y.subarray(from, from + pixels), size, noiseStd, rng);
  }
  return {
    x: { dtype: 'float32', shape: [samples, size, size, 1], values: x },
    y: { dtype: 'int32', shape: [samples, size, size], values: y },
  };
}

function paint(image: Float32Array, classes: Int32Array, size: number, noiseStd: number, rng: Rng): void {
  for (const shape of [1, 2]) {
    const radius = rng.uniform(size / 8, size / 4);
    const row = rng.uniform(radius, size - radius);
    const column = rng.uniform(radius, size - radius);
    const level = rng.integer(2) === 0 ? -1 : 1;
    for (let pixel = 0; pixel < image.length; pixel++) {
      const down = Math.floor(pixel / size) + 0.5 - row;
      const right = (pixel % size) + 0.5 - column;
      const reach = shape === 1 ? Math.hypot(down, right) : Math.max(Math.abs(down), Math.abs(right));
      if (reach >= radius) continue;
      image[pixel] = level;
      classes[pixel] = shape;
    }
  }
  for (let pixel = 0; pixel < image.length; pixel++) image[pixel]! += rng.normal(0, noiseStd);
}
