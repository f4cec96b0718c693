import { describe, expect, it } from 'vitest';
import { whenReached } from '../../../claims/rl-overfitting/measures.ts';

describe('whenReached', () => {
  const series = { train: [0, 0.9, 1.2, 1.5, 1.8, 2], test: [9, 9, 1, 2, 3, 4] };

  it('means both rewards over the windows in which that of training first reaches the level', () => {
    const { train, test } = whenReached({ series }, 1.4);
    expect(train).toBeCloseTo(1.5);
    expect(test).toBeCloseTo(2);
  });

  it('is NaN when it never does, or when there were no episodes', () => {
    expect(whenReached({ series }, 1.9)).toEqual({ train: NaN, test: NaN });
    expect(whenReached({ series: { ...series, test: series.test.map(() => NaN) } }, 1.4).test).toBeNaN();
  });
});
