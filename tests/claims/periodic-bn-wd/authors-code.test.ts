import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ndarray, type NdRecord } from '#core';
import { inputs, setting, trained } from './authors-setting.ts';

const series = ['loss', 'norm', 'gradientNorm'] as const;

/** Made by `fixtures/authors/periodic-bn-wd.py`. */
const authors = JSON.parse(
  readFileSync(new URL('../../../fixtures/authors/periodic-bn-wd.json', import.meta.url), 'utf8'),
) as Readonly<Record<(typeof series)[number], readonly number[]>> & {
  readonly setting: object;
  readonly convolutions: readonly string[];
};

/** The authors' weights before a stretch; the head is frozen. */
function weightsBefore(stretch: number): NdRecord {
  const bytes = Buffer.from(authors.convolutions[stretch]!, 'base64');
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  let from = 0;
  const entries = Object.entries(inputs().weights).map(([name, array]) => {
    if (!name.startsWith('conv')) return [name, array] as const;
    const own = values.slice(from, (from += array.values.length));
    return [name, ndarray(own, array.shape)] as const;
  });
  expect(from).toBe(values.length);
  return Object.fromEntries(entries);
}

describe("the convnet and its training, beside the authors' code", () => {
  it('is of the setting of the numbers, and starts at the same weights', () => {
    expect(authors.setting).toEqual(setting);
    expect(weightsBefore(0)).toEqual(inputs().weights);
  });

  it.each(authors.convolutions.map((_, stretch) => stretch))(
    'gives the same loss, norm and gradient to rounding, stretch %i',
    async (stretch) => {
      const ours = await trained(weightsBefore(stretch), stretch);
      const from = stretch * setting.restart;
      for (const name of series) {
        const theirs = authors[name].slice(from, from + setting.restart);
        const deviations = theirs.map((value, step) => Math.abs(ours[name][step]! / value - 1));
        expect(Math.max(...deviations), name).toBeLessThan(1e-5);
      }
    },
  );
});
