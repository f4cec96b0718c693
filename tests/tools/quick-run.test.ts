import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { isPlainRun, quick } from '../../tools/quick-run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const isPlain = (line: string): boolean =>
  isPlainRun(['/usr/bin/node', '/a/node_modules/.bin/vitest', ...line.split(' ').filter(Boolean)]);

describe('a run that names nothing', () => {
  it.each(['', 'run', 'watch', 'dev', '--run', 'run --reporter json', 'run --bail=1'])(
    'vitest %s',
    (line) => {
      expect(isPlain(line)).toBe(true);
    },
  );

  it.each([
    'list',
    'bench',
    'run tests/core',
    'tests/core',
    'run --project unit',
    '--project=unit',
    'run -t canary',
    'run --shard=1/2',
    'related src/a.ts',
    '--changed',
    '--merge-reports',
    'run --coverage',
  ])('is not: vitest %s', (line) => {
    expect(isPlain(line)).toBe(false);
  });

  it('nor is a run of something else than the command line', () => {
    expect(isPlainRun(['/usr/bin/node', '/a/extension/worker.js'])).toBe(false);
    expect(isPlainRun(['/usr/bin/node'])).toBe(false);
  });

  it('its claims are there', () => {
    const missing = quick.claims.filter((id) =>
      ['claim', 'invariant'].every((suffix) => !existsSync(join(root, 'claims', `${id}.${suffix}.ts`))),
    );
    expect(missing).toEqual([]);
  });

  it('runs the quick tests alone, and says how to run the rest', async () => {
    const { stdout, stderr } = await execa(
      'node',
      ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json'],
      {
        ...{ cwd: root, reject: false },
        // No claim of these is a quick one: they are tested elsewhere.
        env: { CLAIMCHECK_CLAIMS: 'fixtures/claims/toys' },
      },
    );
    const { testResults } = JSON.parse(stdout) as {
      readonly testResults: readonly { readonly name: string }[];
    };
    const folders = testResults.map(({ name }) => /tests\/(\w+)\//.exec(name)?.[1]);
    expect([...new Set(folders)].sort()).toEqual(['core', 'report', 'stats']);
    expect(stderr).toContain('npm test');
    expect(stderr).toContain('npx vitest run --project claims');
  }, 240_000);
});
