import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../src/runner/publish-history.ts';
import { claimcheck, toys, workingFolder } from './claimcheck.ts';

describe('claimcheck publish', () => {
  it('published evidence is reused as it stands', async () => {
    const cwd = workingFolder();
    const asked = ['toy-paper/holds', '--claims', toys, '--tier', 'standard', '--explain'];
    await claimcheck(cwd, ['verify', ...asked]);
    const { exitCode, stdout } = await claimcheck(cwd, ['publish', '--claims', toys]);
    expect([exitCode, stdout]).toEqual([0, '1 claim published; reports holds 1 claim at tier standard']);
    const path = join(cwd, 'reports', 'evidence', 'toy-paper', 'holds.json');
    const before = readFileSync(path);
    const again = await claimcheck(cwd, ['verify', ...asked, '--out', 'reports']);
    expect(again.stdout).toContain('toy-paper/holds is not judged again');
    expect(readFileSync(path)).toEqual(before);
  });

  it('a run on other seeds is a replication: its outcome stands beside what is published, which stays', async () => {
    const cwd = workingFolder();
    const asked = ['toy-paper/holds', '--claims', toys];
    await claimcheck(cwd, ['verify', ...asked]);
    await claimcheck(cwd, ['publish', '--claims', toys]);
    const path = join(cwd, 'reports', 'smoke', 'evidence', 'toy-paper', 'holds.json');
    const before = readFileSync(path);
    const same = await claimcheck(cwd, ['publish', '--claims', toys, '--replication']);
    expect([same.exitCode, same.stderr]).toEqual([2, expect.stringContaining('it is no replication')]);

    await claimcheck(cwd, ['verify', ...asked, '--seed-base', '5', '--out', 'fresh']);
    const added = await claimcheck(cwd, ['publish', '--claims', toys, '--replication', '--out', 'fresh']);
    const where = join('reports', 'smoke');
    expect([added.exitCode, added.stdout]).toEqual([
      0,
      `1 replication added beside what is published in ${where}`,
    ]);
    expect(readFileSync(path)).toEqual(before);
    expect(readHistory(join(cwd, where))['toy-paper/holds']).toMatchObject([
      { seedBase: 0, verdict: 'supported' },
      { seedBase: 5, verdict: 'supported' },
    ]);

    await claimcheck(cwd, [
      'verify',
      'toy-paper/finding',
      '--claims',
      toys,
      '--seed-base',
      '5',
      '--out',
      'other',
    ]);
    const unknown = await claimcheck(cwd, ['publish', '--claims', toys, '--replication', '--out', 'other']);
    expect([unknown.exitCode, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('toy-paper/finding is not published'),
    ]);
  });
});
