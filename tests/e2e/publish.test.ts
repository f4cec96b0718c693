import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
});
