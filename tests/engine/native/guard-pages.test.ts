import { execa } from 'execa';
import { describe, expect, inject, it, vi } from 'vitest';

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

  it('does so for networks of every kind that the bench trains', async () => {
    const names = ['mlp', 'bn-mlp', 'linear-rnn', 'gn-conv-16px-w16-b2', 'transformer', 'adam'];
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

describe('an access just past a tensor, where another one would be', () => {
  it.each([
    ['end', 'stores', 4],
    ['begin', 'stores', -4],
  ] as const)('meeting the %s, %s %i bytes off are found in the gap', async (side, what, offset) => {
    expect(await problemOf(side, [what, String(offset)])).toContain('written outside of its tensors');
  });

  it.each([
    ['end', 'loads', 4],
    ['begin', 'loads', -4],
  ] as const)(
    'meeting the %s, %s %i bytes off bring what is no value of a tensor',
    async (side, what, offset) => {
      expect(await problemOf(side, [what, String(offset)])).toContain('instead of');
    },
  );

  it.each([
    ['end', 'stores', 128],
    ['begin', 'loads', -128],
  ] as const)('meeting the %s, %s %i bytes off are reported', async (side, what, offset) => {
    expect(await problemOf(side, [what, String(offset)])).toBe(`case ${what} at ${offset}: SIGSEGV`);
  });

  it('is none where nothing is misplaced', async () => {
    expect(await problemOf('end', ['stores', '0'])).toBe('');
  });
});

it('refuses another side', async () => {
  vi.resetModules();
  vi.stubEnv('CLAIMCHECK_GUARD', 'middle');
  await expect(import('../../../src/engine/native/x64/guard-side.ts')).rejects.toThrow(
    "CLAIMCHECK_GUARD is 'middle'",
  );
  vi.unstubAllEnvs();
});
