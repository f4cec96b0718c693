import { createRng, UserError, type Rng, type Seed } from '#core';
import { requireBetween, requireWhole } from './check-option.ts';
import type { LabelledData, Split } from './labelled-data.ts';
import { texturePrototypes } from './texture-prototypes.ts';

/** How many textures are drawn, of what size, and how hard they are to tell apart. */
export interface TexturesOptions {
  readonly samples: number;
  /** `test` draws fresh images of the same prototypes. Default `train`. */
  readonly split?: Split;
  /** Default 10. */
  readonly classes?: number;
  /** Default 2. */
  readonly prototypesPerClass?: number;
  /** Height and width of an image in pixels. Default 16. */
  readonly size?: number;
  /** Default 3. */
  readonly channels?: number;
  /** Height and width of a prototype in pixels. Default 9. */
  readonly patch?: number;
  /** Times that a prototype's white noise is smoothed; more is easier for small filters. Default 1. */
  readonly smoothing?: number;
  /** Standard deviation of the noise, in units of a prototype's standard deviation; more is harder. Default 1.2. */
  readonly noiseStd?: number;
  /** Standard deviation of an image's log contrast. Default 0.5. */
  readonly contrastSpread?: number;
  /**
   * Seed of the prototypes, which define the task. The default is one task for every seed; pass the replica's seed for
   * a task of its own, or another text for a second task to transfer to.
   */
  readonly prototypeSeed?: Seed;
}

/**
 * Procedural image classification: x [samples, size, size, channels], y [samples].
 *
 * An image is `exp(contrastSpread * z) * (noiseStd * n + prototype)`, n white noise, the prototype at a uniformly random
 * place. Class `i mod classes` and prototype `floor(i / classes) mod prototypesPerClass` of sample i are balanced, and
 * fewer samples are a prefix of more.
 */
export function textures(seed: Seed, options: TexturesOptions): LabelledData {
  const setting = checked(options);
  const { samples, split, classes, prototypesPerClass, size, channels, patch, prototypeSeed } = setting;
  const count = classes * prototypesPerClass;
  const prototypes = texturePrototypes(prototypeSeed, count, patch, channels, setting.smoothing);
  const rng = createRng(seed, `textures/${split}`);
  const length = size * size * channels;
  const x = new Float32Array(samples * length);
  const y = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const label = sample % classes;
    const which = label * prototypesPerClass + (Math.floor(sample / classes) % prototypesPerClass);
    y[sample] = label;
    paint(x.subarray(sample * length, (sample + 1) * length), prototypes[which]!, setting, rng);
  }
  return {
    x: { dtype: 'float32', shape: [samples, size, size, channels], values: x },
    y: { dtype: 'int32', shape: [samples], values: y },
  };
}

function paint(
  image: Float32Array,
  prototype: Float64Array,
  { size, channels, patch, noiseStd, contrastSpread }: Required<TexturesOptions>,
  rng: Rng,
): void {
  const top = rng.integer(size - patch + 1);
  const left = rng.integer(size - patch + 1);
  const contrast = Math.exp(rng.normal(0, contrastSpread));
  for (let pixel = 0; pixel < image.length; pixel++) image[pixel] = contrast * rng.normal(0, noiseStd);
  const row = patch * channels;
  for (let r = 0; r < patch; r++) {
    const start = ((top + r) * size + left) * channels;
    for (let k = 0; k < row; k++) image[start + k]! += contrast * prototype[r * row + k]!;
  }
}

function checked(options: TexturesOptions): Required<TexturesOptions> {
  const setting = {
    split: 'train' as const,
    classes: 10,
    prototypesPerClass: 2,
    size: 16,
    channels: 3,
    patch: 9,
    smoothing: 1,
    noiseStd: 1.2,
    contrastSpread: 0.5,
    prototypeSeed: 'textures10',
    ...options,
  };
  const { samples, classes, prototypesPerClass, size, channels, patch } = setting;
  for (const [name, value] of Object.entries({ samples, classes, prototypesPerClass, size, channels })) {
    requireWhole(name, value);
  }
  requireWhole('patch', patch, 2);
  requireWhole('smoothing', setting.smoothing, 0);
  requireBetween('noiseStd', setting.noiseStd, 0);
  requireBetween('contrastSpread', setting.contrastSpread, 0);
  if (patch > size) {
    throw new UserError(
      `patch (${patch} pixels) is larger than the image (size ${size})`,
      'make patch at most size',
    );
  }
  return setting;
}
