import { describe, expect, it } from 'vitest';
import { textures, type TexturesOptions } from '#data';
import { texturePrototypes } from '../../src/data/texture-prototypes.ts';

const bare = { noiseStd: 0, contrastSpread: 0 };

function image(options: TexturesOptions, at: number, seed = 's'): number[] {
  const { x } = textures(seed, options);
  const size = x.values.length / options.samples;
  return Array.from(x.values.slice(at * size, (at + 1) * size));
}

/** Share of the images whose best-matching prototype, over all places, is of another class. */
function matchedFilterError(noiseStd: number): number {
  const { x, y } = textures('s', { samples: 60, noiseStd, contrastSpread: 0.5 });
  const prototypes = texturePrototypes('textures10', 20, 9, 3, 1);
  const wrong = Array.from(y.values).filter((label, sample) => {
    const pixels = x.values.subarray(sample * 768, (sample + 1) * 768);
    const scores = prototypes.map((prototype) => bestMatch(pixels, prototype));
    return Math.floor(scores.indexOf(Math.max(...scores)) / 2) !== label;
  });
  return wrong.length / 60;
}

function bestMatch(pixels: ArrayLike<number>, prototype: Float64Array): number {
  let best = -Infinity;
  for (let top = 0; top < 8; top++) {
    for (let left = 0; left < 8; left++) {
      let score = 0;
      for (let r = 0; r < 9; r++) {
        for (let k = 0; k < 27; k++)
          score += prototype[r * 27 + k]! * pixels[((top + r) * 16 + left) * 3 + k]!;
      }
      best = Math.max(best, score);
    }
  }
  return best;
}

describe('texturePrototypes', () => {
  it('have unit standard deviation and smooth neighbours', () => {
    for (const patch of texturePrototypes('p', 5, 9, 3, 1)) {
      const mean = patch.reduce((sum, value) => sum + value) / patch.length;
      const variance = patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / patch.length;
      expect(variance).toBeCloseTo(1, 10);
    }
    const [first] = texturePrototypes('p', 1, 60, 1, 1);
    let across = 0;
    for (let at = 0; at + 1 < first!.length; at++) across += first![at]! * first![at + 1]!;
    // (1, 2, 1) filtered white noise has neighbour correlation (1*2 + 2*1) / (1 + 4 + 1) = 2/3.
    expect(across / first!.length).toBeCloseTo(2 / 3, 1);
  });

  it('get smoother with every pass, down to white noise without any', () => {
    const roughness = [0, 1, 2, 4].map((smoothing) => {
      const [patch] = texturePrototypes('p', 1, 60, 1, smoothing);
      let squares = 0;
      for (let at = 0; at + 1 < patch!.length; at++) squares += (patch![at + 1]! - patch![at]!) ** 2;
      return squares / patch!.length;
    });
    // Neighbours of white noise differ by 2 in variance.
    expect(roughness[0]).toBeCloseTo(2, 0);
    expect(roughness).toEqual([...roughness].sort((a, b) => b - a));
  });
});

describe('textures', () => {
  it('is NHWC with balanced labels', () => {
    const { x, y } = textures('s', { samples: 25 });
    expect(x).toMatchObject({ dtype: 'float32', shape: [25, 16, 16, 3] });
    expect(Array.from(y.values)).toEqual(Array.from({ length: 25 }, (_, at) => at % 10));
  });

  it('holds one whole prototype of its class, at places that reach every edge', () => {
    const options = { samples: 400, classes: 2, prototypesPerClass: 2, channels: 1, ...bare };
    const prototypes = texturePrototypes('textures10', 4, 9, 1, 1);
    const tops = new Set<number>();
    const lefts = new Set<number>();
    const { x } = textures('s', options);
    for (let at = 0; at < 400; at++) {
      const pixels = x.values.subarray(at * 256, (at + 1) * 256);
      const drawn = Array.from(pixels.keys()).filter((pixel) => pixels[pixel] !== 0);
      expect(drawn).toHaveLength(81);
      tops.add(Math.floor(drawn[0]! / 16));
      lefts.add(drawn[0]! % 16);
      const expected = prototypes[(at % 2) * 2 + (Math.floor(at / 2) % 2)]!;
      expect(drawn.map((pixel) => pixels[pixel])).toEqual(Array.from(expected, Math.fround));
    }
    expect([...tops].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect([...lefts].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('shares prototypes over seeds and splits; another prototype seed is another task', () => {
    const options = { samples: 1, patch: 16, ...bare };
    const base = image(options, 0);
    expect(image(options, 0, 'other')).toEqual(base);
    expect(image({ ...options, split: 'test' }, 0)).toEqual(base);
    expect(image({ ...options, prototypeSeed: 'B' }, 0)).not.toEqual(base);
  });

  it('draws fresh noise per seed and split, and fewer images as a prefix of more', () => {
    const few = image({ samples: 3 }, 2);
    expect(image({ samples: 9 }, 2)).toEqual(few);
    expect(image({ samples: 3 }, 2, 'other')).not.toEqual(few);
    expect(image({ samples: 3, split: 'test' }, 2)).not.toEqual(few);
  });

  it('scales whole images by a log-normal contrast', () => {
    const plain = { samples: 800, patch: 2, size: 4, noiseStd: 1, contrastSpread: 0 };
    const still = textures('s', plain).x.values;
    const scaled = textures('s', { ...plain, contrastSpread: 0.5 }).x.values;
    const logs = Array.from({ length: 800 }, (_, at) => Math.log(scaled[at * 48]! / still[at * 48]!));
    const sd = Math.sqrt(logs.reduce((sum, value) => sum + value ** 2, 0) / 800);
    expect(sd).toBeCloseTo(0.5, 1);
    for (let at = 0; at < 800; at++) {
      expect(scaled[at * 48 + 47]! / still[at * 48 + 47]!).toBeCloseTo(Math.exp(logs[at]!), 3);
    }
  });

  it('gets harder with noise: a matched filter is right without, and wrong under much', () => {
    expect(matchedFilterError(0.1)).toBe(0);
    expect(matchedFilterError(8)).toBeGreaterThan(0.4);
  });

  it('refuses a patch that does not fit', () => {
    expect(() => textures('s', { samples: 1, size: 8 })).toThrow(/patch \(9 pixels\) .* \(size 8\)/);
  });
});
