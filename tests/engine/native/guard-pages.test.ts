import { execa } from 'execa';
import { describe, expect, inject, it } from 'vitest';
import { sideOf } from '../../../src/engine/native/x64/guard-side.ts';

const sides = ['begin', 'end'] as const;
const runs = inject('fuzzRuns');
const firstSeed = inject('fuzzSeed') ?? Math.floor(Math.random() * 2 ** 30);
const hours = 3_600_000;

/** Empty when all went well; otherwise the case that was running and how it ended. */
async function problemOf(side: (typeof sides)[number], args: readonly string[]): Promise<string> {
  const child = await execa('node', ['--import', 'tsx', 'tests/engine/native/guard-child.ts', ...args], {
    env: { CLAIMCHECK_GUARD: side },
    reject: false,
  });
  const last = child.stdout.split('\n').at(-1)!;
  if (last === 'done' && child.exitCode === 0) return '';
  return `${last}: ${child.signal ?? child.stderr}`;
}

describe.each(sides)('compiled code between guard pages that its memory meets at its %s', (side) => {
  it(
    'stays inside of its memory and gives what the reference gives',
    async () => {
      expect(await problemOf(side, ['programs', String(firstSeed), String(runs)])).toBe('');
    },
    2 * hours,
  );

  it('does so for the networks of the bench', async () => {
    const names = ['mlp', 'bn-mlp'];
    expect(await problemOf(side, ['peers', ...names])).toBe('');
  }, 300_000);
});

it.each([
  ['end', 'read', 8],
  ['end', 'write', 8],
  ['begin', 'read', -4],
  ['begin', 'write', -4],
] as const)('meeting the %s, a %s at byte %i of three lanes is reported', async (side, what, offset) => {
  expect(await problemOf(side, [what, String(offset)])).toBe(`case ${what} at ${offset}: SIGSEGV`);
});

it.each([
  ['end', 'write', 4],
  ['begin', 'read', 0],
] as const)('meeting the %s, a %s at byte %i of three lanes is not', async (side, what, offset) => {
  expect(await problemOf(side, [what, String(offset)])).toBe('');
});

it('refuses another side', () => {
  expect(sideOf(undefined)).toBeUndefined();
  expect(() => sideOf('middle')).toThrow("CLAIMCHECK_GUARD is 'middle'");
});
