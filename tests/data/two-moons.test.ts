import { describe, expect, it } from 'vitest';
import { twoMoons } from '#data';

const row = (values: ArrayLike<number>, at: number): [number, number] => [
  values[2 * at]!,
  values[2 * at + 1]!,
];

describe('twoMoons', () => {
  it('half circles of radius 1, class by class, around (-1/2, -1/4) and (1/2, 1/4)', () => {
    const { x, y, arc } = twoMoons('s', { samples: 400, noiseStd: 0 });
    expect([x.shape, y.shape, arc.shape]).toEqual([[400, 2], [400], [400]]);
    for (let at = 0; at < 400; at++) {
      const side = y.values[at] === 0 ? 1 : -1;
      const [across, up] = row(x.values, at).map((value) => side * value) as [number, number];
      expect(Math.hypot(across + 0.5, up + 0.25)).toBeCloseTo(1, 5);
      expect(up).toBeGreaterThanOrEqual(-0.25 - 1e-6);
      expect(across + 0.5).toBeCloseTo(Math.cos(Math.PI * arc.values[at]!), 5);
      expect(y.values[at]).toBe(at % 2);
    }
    const places = [...arc.values].sort((a, b) => a - b);
    expect(places[0]).toBeLessThan(0.02);
    expect(places[399]).toBeGreaterThan(0.98);
  });

  it('scale and rotation act on the same draws, noise spreads them', () => {
    const plain = twoMoons('s', { samples: 50, noiseStd: 0.1 });
    const turned = twoMoons('s', { samples: 50, noiseStd: 0.1, scale: 3, rotation: Math.PI / 2 });
    for (let at = 0; at < 50; at++) {
      const [across, up] = row(plain.x.values, at);
      expect(turned.x.values[2 * at]).toBeCloseTo(-3 * up, 4);
      expect(turned.x.values[2 * at + 1]).toBeCloseTo(3 * across, 4);
    }
    const bare = twoMoons('s', { samples: 2000, noiseStd: 0 });
    const noisy = twoMoons('s', { samples: 2000, noiseStd: 0.1 });
    const squares = [...noisy.x.values].map((value, at) => (value - bare.x.values[at]!) ** 2);
    expect(Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / 4000)).toBeCloseTo(0.1, 2);
  });

  it('prefixes, splits and seeds', () => {
    const long = twoMoons('s', { samples: 20 });
    expect([...twoMoons('s', { samples: 8 }).x.values]).toEqual([...long.x.values.subarray(0, 16)]);
    expect(twoMoons('s', { samples: 20, split: 'test' }).x.values).not.toEqual(long.x.values);
    expect(twoMoons('t', { samples: 20 }).x.values).not.toEqual(long.x.values);
  });

  it('refuses options that make no moons', () => {
    expect(() => twoMoons('s', { samples: 0 })).toThrow(/samples .* got 0/);
    expect(() => twoMoons('s', { samples: 4, noiseStd: -1 })).toThrow(/noiseStd .* got -1/);
    expect(() => twoMoons('s', { samples: 4, scale: 0 })).toThrow(/scale .* got 0/);
    expect(() => twoMoons('s', { samples: 4, rotation: NaN })).toThrow(/rotation .* got NaN/);
  });
});
