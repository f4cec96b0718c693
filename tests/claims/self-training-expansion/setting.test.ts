import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import { augmented, parametersIn } from '../../../claims/self-training-expansion/network.ts';
import {
  type Mistakes,
  noiseDims,
  noisyMoons,
  pseudolabelled,
  wrongShare,
} from '../../../claims/self-training-expansion/setting.ts';
import { disagreements, measure, removed } from '../../../claims/self-training-expansion/students.ts';

const wrongPlaces = (mistakes: Mistakes): number[] => {
  const { y, truth } = pseudolabelled('s', 500, mistakes);
  const { arc } = noisyMoons('s', 500);
  return Array.from(arc.values).filter((_, at) => y.values[at] !== truth.values[at]);
};

describe('pseudolabelled', () => {
  it('the same share is wrong everywhere, at other places', () => {
    for (const mistakes of ['scattered', 'arc', 'local'] as const) {
      expect(wrongPlaces(mistakes)).toHaveLength(wrongShare * 500);
    }
    const places = [...noisyMoons('s', 500).arc.values].sort((a, b) => b - a);
    expect(wrongPlaces('arc').sort((a, b) => b - a)).toEqual(places.slice(0, 100));
    expect(Math.min(...wrongPlaces('local'))).toBeGreaterThanOrEqual(places[117]!);
    expect(Math.min(...wrongPlaces('scattered'))).toBeLessThan(0.1);
  });
});

describe('noisyMoons', () => {
  it('class coordinates first, then noise of the asked size', () => {
    const { x } = noisyMoons('s', 200, { noiseScale: 0.1 });
    expect(x.shape).toEqual([200, 2 + noiseDims]);
    const squares = Array.from(x.values, (value, at) => (at % (2 + noiseDims) < 2 ? 0 : value ** 2));
    const total = squares.reduce((sum, value) => sum + value, 0);
    expect(Math.sqrt(total / (200 * noiseDims))).toBeCloseTo(0.1, 2);
  });
});

describe('augmented', () => {
  const x = tf.tensor([[[1, 2, 3, 4]]]);
  const draws = tf.tensor([[[1, -1, 10, 20]]]);

  it('moves the class coordinates and draws the noise anew, or keeps it', () => {
    const values = (noise?: 'keep'): number[] => Array.from(augmented(x, draws, noise).dataSync());
    expect(values().map((value) => Math.round(value * 100) / 100)).toEqual([1.15, 1.85, 10, 20]);
    expect(values('keep').slice(2)).toEqual([3, 4]);
  });
});

describe('records and measures', () => {
  it('parameters are what is not a moment', () => {
    expect(parametersIn({ 'input/bias': 1, 'first/input/bias': 2, 'second/input/bias': 3 })).toEqual({
      'input/bias': 1,
    });
  });

  it('disagreements replica by replica', () => {
    const labels = (values: number[]) => ndarray(values, [2, 2], 'int32');
    expect([...disagreements(labels([0, 1, 1, 1]), labels([0, 0, 1, 1])).values]).toEqual([0.5, 0]);
  });

  it('the last point counts', () => {
    const measured = measure({
      steps: 2,
      series: { error: [0.4, 0.05], inconsistency: [0.9, 0.1] },
      values: { teacher: 0.2, unfitted: 0.1 },
    });
    expect(measured).toEqual({ error: 0.05, inconsistency: 0.1, teacher: 0.2, unfitted: 0.1 });
    expect(removed(measured)).toBeCloseTo(0.75, 12);
  });
});
