import { cpSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomic } from '#core';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, decided, filesBelow, readJson, toys, workingFolder } from './claimcheck.ts';

const verify = ['verify', '--claims', toys];
const names = ['fails', 'finding', 'holds', 'theorem'];

describe('claimcheck verify --shard', () => {
  it('shares, put together, are the run of one machine', { timeout: 240_000 }, async () => {
    const shares = [];
    for (const shard of ['1/3', '2/3', '3/3']) {
      const cwd = workingFolder();
      const { stderr } = await claimcheck(cwd, [...verify, '--shard', shard]);
      shares.push({ cwd, judged: names.filter((name) => stderr.includes(` toy-paper/${name}: `)) });
    }
    expect(shares.flatMap(({ judged }) => judged).sort()).toEqual(names);

    const cwd = workingFolder();
    for (const share of shares)
      cpSync(join(share.cwd, 'claimcheck-out'), join(cwd, 'claimcheck-out'), { recursive: true });
    const together = await claimcheck(cwd, [...verify, '--explain']);
    expect(together.exitCode).toBe(1);
    for (const name of names) expect(together.stdout).toContain(`toy-paper/${name} is not judged again`);
    const alone = workingFolder();
    await claimcheck(alone, verify);
    for (const name of names) expect(decided(cwd, name)).toEqual(decided(alone, name));
    const suite = (folder: string): unknown => readJson(folder, 'claimcheck-out', 'summary.json')['suite'];
    expect(suite(cwd)).toEqual(suite(alone));

    const merged = workingFolder();
    const folders = shares.map((share) => join(share.cwd, 'claimcheck-out'));
    const { exitCode, stdout } = await claimcheck(merged, ['merge', '--claims', toys, ...folders]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'claimcheck-out holds 4 claims at tier smoke: 2 supported, 2 refuted, 0 inconclusive',
    );
    for (const name of names) expect(decided(merged, name)).toEqual(decided(alone, name));
    expect(suite(merged)).toEqual(suite(alone));
    const written = (folder: string): string[] =>
      filesBelow(join(folder, 'claimcheck-out')).map((path) => relative(folder, path));
    expect(written(merged)).toEqual(written(alone));
    const drawn = written(alone).filter((path) => path.endsWith('.svg'));
    for (const path of drawn) {
      expect(readFileSync(join(merged, path), 'utf8')).toBe(readFileSync(join(alone, path), 'utf8'));
    }
  });

  it('shares are as long as the published times say, beside the claims or where --reports points', async () => {
    const cwd = linkedProject();
    const times = (longest: string): string =>
      JSON.stringify({
        claims: names.map((name) => ({
          ...{ id: `toy-paper/${name}`, seeds: 8, wallSeconds: name === longest ? 1000 : 1 },
        })),
      });
    writeFileAtomic(join(cwd, 'reports', 'smoke', 'summary.json'), times('holds'));
    writeFileAtomic(join(cwd, 'other', 'smoke', 'summary.json'), times('theorem'));
    const claims = join(cwd, 'claims');
    const elsewhere = workingFolder();
    const share = ['verify', '--claims', claims, '--shard', '1/2', '--json'];
    const judged = async (...more: readonly string[]) => {
      const { stdout } = await claimcheck(elsewhere, [...share, ...more]);
      return (JSON.parse(stdout) as { claims: { id: string }[] }).claims.map(({ id }) => id);
    };
    expect(await judged()).toEqual(['toy-paper/holds']);
    expect(await judged('--reports', join(cwd, 'other'))).toEqual(['toy-paper/theorem']);
  });

  it('a share without claims is no error, one that there is not is', async () => {
    const cwd = workingFolder();
    const empty = await claimcheck(cwd, [...verify, 'holds', '--shard', '2/2']);
    expect(empty.exitCode).toBe(0);
    for (const shard of ['0/2', '3/2', 'half']) {
      const wrong = await claimcheck(cwd, [...verify, '--shard', shard]);
      expect(wrong.exitCode).toBe(2);
      expect(wrong.stderr).toContain(`--shard must be i/n with i from 1 to n, got "${shard}"`);
    }
  });
});
