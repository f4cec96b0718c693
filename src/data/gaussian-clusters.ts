import { createRng, type Seed } from '#core';
import { requireBetween, requireWhole } from './check-option.ts';
import type { LabelledData, Split } from './labelled-data.ts';

export interface GaussianClustersOptions {
  readonly samples: number;
  readonly dimensions: number;
  readonly classes: number;
  readonly clustersPerClass: number;
  /** Standard deviation of each coordinate of a cluster's centre. Default 1. */
  readonly centerStd?: number;
  /** Standard deviation of each coordinate around the centre. Default 1. */
  readonly noiseStd?: number;
  /** `test` draws fresh points around the centres of `train`. Default `train`. */
  readonly split?: Split;
}

/**
 * Classes that are unions of Gaussian clusters: x [samples, dimensions], y [samples].
 *
 * Sample i has class `i mod classes` and, within it, cluster `floor(i / classes) mod clustersPerClass`: counts differ
 * by at most one, and fewer samples are a prefix of more. Centres come from the seed alone, so both splits share them.
 */
export function gaussianClusters(seed: Seed, options: GaussianClustersOptions): LabelledData {
  const { samples, dimensions, classes, clustersPerClass } = options;
  const { centerStd = 1, noiseStd = 1, split = 'train' } = options;
  for (const [name, value] of Object.entries({ samples, dimensions, classes, clustersPerClass })) {
    requireWhole(name, value);
  }
  requireBetween('centerStd', centerStd, 0);
  requireBetween('noiseStd', noiseStd, 0);

  const centers = createRng(seed, 'gaussian-clusters/centers').normals(
    classes * clustersPerClass * dimensions,
    centerStd,
  );
  const rng = createRng(seed, `gaussian-clusters/${split}`);
  const x = new Float32Array(samples * dimensions);
  const y = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const label = sample % classes;
    const cluster = label * clustersPerClass + (Math.floor(sample / classes) % clustersPerClass);
    y[sample] = label;
    for (let d = 0; d < dimensions; d++) {
      x[sample * dimensions + d] = rng.normal(centers[cluster * dimensions + d], noiseStd);
    }
  }
  return {
    x: { dtype: 'float32', shape: [samples, dimensions], values: x },
    y: { dtype: 'int32', shape: [samples], values: y },
  };
}
