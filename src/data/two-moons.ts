import { createRng, type NdArray, ndarray, type Seed } from '#core';
import { requireBetween, requireWhole } from './check-option.ts';
import type { LabelledData, Split } from './labelled-data.ts';

/** How many points are drawn, and where the moons lie. */
export interface TwoMoonsOptions {
  readonly samples: number;
  /** Standard deviation of each coordinate around its arc of radius 1, before scaling. Default 0.05. */
  readonly noiseStd?: number;
  /** Factor of both coordinates. Default 1. */
  readonly scale?: number;
  /** Angle in radians by which the plane is turned about the centre of both moons. Default 0. */
  readonly rotation?: number;
  /** `test` draws fresh points. Default `train`. */
  readonly split?: Split;
}

/** Points with their place on the arc of their moon, in [0, 1): float32 [samples]. */
export type TwoMoons = LabelledData & { readonly arc: NdArray };

/**
 * Two interleaved half circles with centre 0: x [samples, 2], y and arc [samples].
 *
 * Sample i is of class `i mod 2`, at a uniform place of its arc; fewer samples are a prefix of more, and scale, rotation
 * and noise leave the draws alone.
 */
export function twoMoons(seed: Seed, options: TwoMoonsOptions): TwoMoons {
  const { samples, noiseStd = 0.05, scale = 1, rotation = 0, split = 'train' } = options;
  requireWhole('samples', samples);
  requireBetween('noiseStd', noiseStd, 0);
  requireBetween('scale', scale, Number.MIN_VALUE);
  requireBetween('rotation', rotation, -2 * Math.PI, 2 * Math.PI);
  const rng = createRng(seed, `two-moons/${split}`);
  const [cos, sin] = [scale * Math.cos(rotation), scale * Math.sin(rotation)];
  const x = new Float32Array(2 * samples);
  const y = Int32Array.from({ length: samples }, (_, sample) => sample % 2);
  const arc = new Float32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const place = rng.uniform();
    const side = y[sample] === 0 ? 1 : -1;
    // The second moon is the first one turned by half a circle about the centre, (1/2, 1/4) of the usual drawing.
    const across = side * (Math.cos(Math.PI * place) - 0.5) + noiseStd * rng.normal();
    const up = side * (Math.sin(Math.PI * place) - 0.25) + noiseStd * rng.normal();
    x[2 * sample] = cos * across - sin * up;
    x[2 * sample + 1] = sin * across + cos * up;
    arc[sample] = place;
  }
  return { x: ndarray(x, [samples, 2]), y: ndarray(y, [samples], 'int32'), arc: ndarray(arc, [samples]) };
}
