import { describe, expect, it } from 'vitest';
import { shapeClasses, shapeScenes } from '#data';

const size = 16;
const pixels = size * size;

describe('shapeScenes', () => {
  it('paints both shapes at full contrast: without noise only the classes of shapes are not 0', () => {
    const { x, y } = shapeScenes('seed', { samples: 50, noiseStd: 0 });
    expect(x.shape).toEqual([50, size, size, 1]);
    expect(y.shape).toEqual([50, size, size]);
    x.values.forEach((value, at) => expect(Math.abs(value)).toBe(y.values[at] === 0 ? 0 : 1));
    expect(new Set(y.values)).toEqual(new Set(Array.from({ length: shapeClasses }, (_, label) => label)));
  });

  it('brightness does not tell the classes apart: both shapes are dark as often as bright', () => {
    const { x, y } = shapeScenes('seed', { samples: 400, noiseStd: 0 });
    for (const shape of [1, 2]) {
      const scenes = Array.from({ length: 400 }, (_, scene) =>
        x.values
          .subarray(scene * pixels, (scene + 1) * pixels)
          .find((_, at) => y.values[scene * pixels + at] === shape),
      ).filter((level) => level !== undefined);
      const bright = scenes.filter((level) => level > 0).length / scenes.length;
      expect(Math.abs(bright - 0.5)).toBeLessThan(4 * 0.5 * Math.sqrt(1 / scenes.length));
    }
  });

  it('a square fills its box; a disc leaves the corners', () => {
    const { y } = shapeScenes('seed', { samples: 200, noiseStd: 0 });
    for (let scene = 0; scene < 200; scene++) {
      const square = Array.from({ length: pixels }, (_, at) => at).filter(
        (at) => y.values[scene * pixels + at] === 2,
      );
      const rows = square.map((at) => Math.floor(at / size));
      const columns = square.map((at) => at % size);
      const extent = (values: number[]): number => Math.max(...values) - Math.min(...values) + 1;
      expect(square.length).toBe(extent(rows) * extent(columns));
    }
  });

  it('noise lies on the scene and has the given deviation', () => {
    const noisy = shapeScenes('seed', { samples: 1, noiseStd: 0.5 });
    const clean = shapeScenes('seed', { samples: 1, noiseStd: 0 });
    expect(noisy.y).toEqual(clean.y);
    const noise = Array.from(noisy.x.values, (value, at) => value - clean.x.values[at]!);
    const deviation = Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / pixels);
    expect(Math.abs(deviation / 0.5 - 1)).toBeLessThan(0.2);
  });

  it('fewer samples are a prefix, splits and seeds are different draws, bad options are named', () => {
    const many = shapeScenes('seed', { samples: 4 });
    const few = shapeScenes('seed', { samples: 2 });
    expect(few.x.values).toEqual(many.x.values.slice(0, 2 * pixels));
    expect(shapeScenes('seed', { samples: 2, split: 'test' }).x).not.toEqual(few.x);
    expect(shapeScenes('other', { samples: 2 }).x).not.toEqual(few.x);
    expect(() => shapeScenes('seed', { samples: 0 })).toThrow('samples');
    expect(() => shapeScenes('seed', { samples: 1, size: 4 })).toThrow('size');
    expect(() => shapeScenes('seed', { samples: 1, noiseStd: NaN })).toThrow('noiseStd');
  });
});
