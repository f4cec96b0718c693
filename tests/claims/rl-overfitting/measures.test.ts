import { describe, expect, it } from 'vitest';
import { equalTraining, measure, whenReached } from '../../../claims/rl-overfitting/measures.ts';

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

describe('equalTraining', () => {
  const at = (train: number[], test: number[]) =>
    measure({ steps: 1, values: {}, series: { train, test }, at: {} });

  it('reads both agents at the highest level that both reach', () => {
    const fast = at([1.3, 1.3, 1.3, 2.1, 2.1, 2.1], [0, 0, 0, -0.6, -0.6, -0.6]);
    const slow = at([0, 0, 0, 1.65, 1.65, 1.65], [0, 0, 0, 1.5, 1.5, 1.5]);
    const { level, one, other } = equalTraining(fast, slow);
    expect(level).toBe(1.6);
    expect(one.train).toBeCloseTo((1.3 + 2.1 + 2.1) / 3, 12);
    expect(one.test).toBeCloseTo(-0.4, 12);
    expect(other.train).toBeCloseTo(1.65, 12);
    expect(other.test).toBeCloseTo(1.5, 12);
  });

  it('reads nothing that is NaN, which would leave a panel without a number', () => {
    const watched = new Proxy(at([1.3, 1.3, 1.3, 1.6], [0, 0, 0, 0]), {
      get: (target, name) => {
        const value = Reflect.get(target, name) as number;
        expect(value, String(name)).not.toBeNaN();
        return value;
      },
    });
    const { level } = equalTraining(watched, at([2, 2, 2], [1, 1, 1]));
    expect(level).toBe(1.4);
  });

  it('is NaN where one never gets there', () => {
    const never = at([0, 0, 0], [0, 0, 0]);
    expect(equalTraining(never, never).level).toBeNaN();
  });
});
