import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conventions, setting, trained } from './authors-setting.ts';

interface Made {
  readonly setting: object;
  readonly rows: Readonly<Record<string, readonly number[]>>;
}

/** Made by `fixtures/authors/lamb.py`. */
const made = JSON.parse(
  readFileSync(new URL('../../../fixtures/authors/lamb.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Made>>;

/** Largest deviation of all numbers of 50 steps, relative to the other implementation's. */
async function deviation(kind: string, convention: keyof typeof conventions): Promise<number> {
  const ours = await trained(conventions[convention]!);
  const { rows } = made[kind]!;
  expect(Object.keys(ours).sort()).toEqual(Object.keys(rows).sort());
  return Math.max(
    ...Object.entries(rows).flatMap(([name, theirs]) =>
      theirs.map((value, step) => Math.abs(ours[name]![step]! / value - 1)),
    ),
  );
}

describe('LAMB beside other code, over 50 steps', () => {
  it.each(Object.keys(conventions))('gives the losses and norms of %s, by its conventions', async (kind) => {
    expect(made[kind]!.setting).toEqual(setting);
    expect(await deviation(kind, kind)).toBeLessThan(1e-5);
  });

  it('tells the conventions apart', async () => {
    // What the author's code does to a bias, and without the correction of the moments, is in each of these numbers.
    expect(await deviation('author', 'addons')).toBeGreaterThan(1e-3);
    expect(await deviation('addons', 'author')).toBeGreaterThan(1e-3);
    expect(await deviation('pytorch', 'author')).toBeGreaterThan(1e-3);
  });
});
