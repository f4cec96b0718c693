import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

  it('a run on other seeds is a replication: it stands beside what is published, and is combined with it', async () => {
    const cwd = workingFolder();
    const verify = (...asked: string[]) => claimcheck(cwd, ['verify', '--claims', toys, ...asked]);
    const publish = (...asked: string[]) => claimcheck(cwd, ['publish', '--claims', toys, ...asked]);
    await verify('toy-paper/holds');
    await publish();
    const path = join(cwd, 'reports', 'smoke', 'evidence', 'toy-paper', 'holds.json');
    const before = readFileSync(path);
    const same = await publish('--replication', 'again');
    expect([same.exitCode, same.stderr]).toEqual([
      2,
      expect.stringContaining('stands in reports/smoke and in'),
    ]);
    const outside = await publish('--replication', '../up');
    expect([outside.exitCode, outside.stderr]).toEqual([
      2,
      expect.stringContaining('is no name of a folder'),
    ]);

    await verify('toy-paper/holds', 'toy-paper/finding', '--seed-base', '5', '--out', 'fresh');
    const unknown = await publish('--replication', 'fresh', '--out', 'fresh');
    expect([unknown.exitCode, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('toy-paper/finding is not published'),
    ]);
    rmSync(join(cwd, 'fresh', 'evidence', 'toy-paper', 'finding.json'));
    const added = await publish('--replication', 'fresh', '--out', 'fresh');
    const where = join('reports', 'replications', 'fresh', 'smoke');
    expect([added.exitCode, added.stdout]).toEqual([0, `1 claim published as a replication, in ${where}`]);
    expect(readFileSync(path)).toEqual(before);
    const badge = join(cwd, 'reports', 'smoke', 'badges', 'toy-paper', 'holds.json');
    expect(readFileSync(badge, 'utf8')).toContain('supported 16/16 in 2 runs on one kind of machine');
    // The same run again is no other; another run takes another name.
    expect((await publish('--replication', 'fresh', '--out', 'fresh')).exitCode).toBe(0);
    await verify('toy-paper/holds', '--seed-base', '6', '--out', 'other');
    const renewed = await publish('--replication', 'fresh', '--out', 'other');
    expect([renewed.exitCode, renewed.stderr]).toEqual([
      2,
      expect.stringContaining('replication fresh has another run of toy-paper/holds'),
    ]);
    symlinkSync(join(cwd, 'other'), join(cwd, 'reports', 'replications', 'link'));
    const linked = await publish('--replication', 'link', '--out', 'other');
    expect([linked.exitCode, linked.stderr]).toEqual([2, expect.stringContaining('is a link or a file')]);
    const instead = await publish('--out', 'fresh');
    expect([instead.exitCode, instead.stderr]).toEqual([
      2,
      expect.stringContaining('stands in fresh and in replication fresh'),
    ]);
    // It is left there by what is published later.
    await publish('--redraw');

    const combined = await claimcheck(cwd, ['combine', 'reports']);
    expect([combined.exitCode, combined.stdout]).toEqual([
      0,
      expect.stringMatching(
        /^toy-paper\/holds, smoke: supported 16\/16 in 2 runs on one kind of machine · E=.*\n {2}reports: supported 8\/8, seed base 0, .*\n {2}fresh: supported 8\/8, seed base 5, /,
      ),
    ]);
    const twice = await claimcheck(cwd, ['combine', 'reports', 'fresh']);
    expect([twice.exitCode, twice.stderr]).toEqual([
      2,
      expect.stringContaining('stands in fresh and in fresh'),
    ]);

    const contribution = join(cwd, where, 'evidence', 'toy-paper', 'holds.json');
    writeFileSync(contribution, readFileSync(contribution, 'utf8').replace('"successes":8', '"successes":7'));
    const edited = await claimcheck(cwd, ['combine', 'reports', 'other']);
    expect([edited.exitCode, edited.stderr, edited.stdout]).toEqual([
      1,
      expect.stringMatching(
        /^left out: reports: toy-paper\/holds at tier smoke: replication fresh: .*successes/,
      ),
      expect.stringMatching(/: supported 16\/16 in 2 runs .*\n {2}reports: .*\n {2}other: .*seed base 6/),
    ]);
    const own = join(cwd, 'other', 'evidence', 'toy-paper', 'holds.json');
    writeFileSync(own, readFileSync(own, 'utf8').replace('"successes":8', '"successes":7'));
    const alone = await claimcheck(cwd, ['combine', 'other']);
    expect([alone.exitCode, alone.stderr, alone.stdout]).toEqual([
      1,
      expect.stringContaining('left out: other: toy-paper/holds at tier smoke: '),
      '',
    ]);
  }, 240_000);
});
