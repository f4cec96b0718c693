import { describe, expect, it } from 'vitest';
import { measurePhases } from '../../../claims/periodic-bn-wd/sharpness.ts';

const measure = measurePhases({ learningRate: 1, weightDecay: 0.02 });
const series = (loss: readonly number[], norm: readonly number[], sharpness: readonly number[]) => ({
  series: {
    loss: Float32Array.from(loss),
    norm: Float32Array.from(norm),
    gradientNorm: new Float32Array(loss.length).fill(0.1),
    rateTimesSharpness: Float32Array.from(sharpness),
  },
  values: {},
  steps: loss.length,
});

describe('measurePhases', () => {
  it('takes a run without events for one calm stretch', () => {
    const calm = series([1, 0.5, 0.2, 0.1, 0.05], [4, 4.1, 4, 4.2, 4.3], [1, 3, 0.5, 0.4, 2]);
    expect(measure(calm)).toEqual({
      events: 0,
      fallingShare: 0.25,
      unstableShare: 0,
      calmSharpness: 1,
      jumpShare: 0,
    });
  });

  it('looks between the events of a run that has some', () => {
    const loss = [1, 0.01, 0.001, 0.1, 2, 0.01, 0.001, 3, 0.01];
    const norm = [4, 3, 2, 2, 8, 6, 4, 8, 6];
    const measured = measure(series(loss, norm, [0, 0, 5, 0, 0, 1, 1.5, 0, 0]));
    expect(measured).toMatchObject({ events: 2, fallingShare: 0.5, unstableShare: 0.5, calmSharpness: 1 });
  });
});
