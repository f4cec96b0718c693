import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badgeDisagreements } from '../report/badge-disagreements.ts';
import { summarySchema } from '../runner/summary-schema.ts';
import { claimcheck, decided, filesBelow, readJson, toys, workingFolder } from './claimcheck.ts';

const verify = ['verify', '--claims', toys];

describe('claimcheck verify', () => {
  it('a refuted claim that was expected to hold: exit 1, and everything is written', async () => {
    const cwd = workingFolder();
    const { exitCode, stdout, stderr } = await claimcheck(cwd, verify);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/toy-paper\/holds +✓ supported +8\/8 +E=110/);
    expect(stdout).toMatch(/toy-paper\/finding +◆ refuted \(a finding\) +0\/8 +E-=110/);
    expect(stdout).toMatch(/toy-paper\/theorem +✓ supported +20\/20/);
    expect(stdout).toContain('✗ toy-paper/fails is refuted, expected supported: 0 of 8 seeds exceed 0.2 m');
    expect(stdout).toContain('finding  toy-paper/finding: Looking moves nothing.');
    expect(stderr).toMatch(/^judging 4 claims on engine cpu/);
    expect(stderr).toContain('✗ toy-paper/fails: refuted 0/8');
    expect(stderr).toMatch(/ toy-paper\/holds: supported .* \([\d.]+ s, \d+ steps\/s\)\n/);

    const summary = summarySchema.parse(readJson(cwd, 'claimcheck-out', 'summary.json'));
    expect(summary).toMatchObject({ tier: 'smoke', engine: 'cpu', seedBase: 0, errors: [] });
    expect(summary.suite).toMatchObject({ supported: 2, refuted: 2, inconclusive: 0 });
    expect(summary.suite.fdr).toMatchObject({ tested: 3, selected: ['toy-paper/holds'] });
    expect(summary.claims.map(({ id }) => id)).toEqual(
      ['fails', 'finding', 'holds', 'theorem'].map((name) => `toy-paper/${name}`),
    );
    expect(summary.claims.at(-1)).toMatchObject({ kind: 'invariant', effect: null });

    expect(badgeDisagreements(join(cwd, 'claimcheck-out'))).toEqual([]);
    const badge = readFileSync(join(cwd, 'claimcheck-out', 'badges', 'toy-paper', 'holds.svg'), 'utf8');
    expect(badge).toMatch(/^<svg .*supported 8\/8 · E=110 .* · smoke/s);
    const endpoint = readJson(cwd, 'claimcheck-out', 'badges', 'toy-paper', 'fails.json');
    expect(endpoint).toMatchObject({ schemaVersion: 1, label: 'toy-paper/fails', color: 'red' });
    const picture = readFileSync(join(cwd, 'claimcheck-out', 'verdicts.svg'), 'utf8');
    expect(picture).toMatch(/toy-paper\/fails: refuted \(0\/8, .*toy-paper\/holds: supported \(8\/8, /);
    expect(filesBelow(join(cwd, 'claimcheck-out')).filter((path) => path.includes('.tmp'))).toEqual([]);
  });

  it('an expected refutation is exit 0; a filter keeps what others have judged; unchanged claims are reused', async () => {
    const cwd = workingFolder();
    const first = await claimcheck(cwd, [...verify, 'holds', '--explain']);
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toContain('toy-paper/holds is judged: there is no evidence yet');
    const path = join(cwd, 'claimcheck-out', 'evidence', 'toy-paper', 'holds.json');
    const before = readFileSync(path, 'utf8');

    const second = await claimcheck(cwd, [...verify, 'toy-paper/finding', 'toy-paper/holds', '--explain']);
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain('toy-paper/finding is judged: there is no evidence yet');
    expect(second.stdout).toContain(
      'toy-paper/holds is not judged again: nothing that it depends on has changed',
    );
    expect(second.stderr).toContain('evidence of 1 claim still holds');
    expect(readFileSync(path, 'utf8')).toBe(before);

    const batches = filesBelow(join(cwd, '.claimcheck', 'ledger', 'results'));
    const times = (): number[] => batches.map((path) => statSync(path).mtimeMs);
    const timesBefore = times();
    const third = await claimcheck(cwd, [...verify, '*find*', '--force', '--explain']);
    expect(third.exitCode).toBe(0);
    expect(third.stdout).toContain('toy-paper/finding is judged: --force');
    // Those of the other claim stay, with what the canary saw of them.
    expect(times().filter((time, index) => time === timesBefore[index])).toHaveLength(batches.length / 2);
    const { claims } = summarySchema.parse(readJson(cwd, 'claimcheck-out', 'summary.json'));
    expect(claims.map(({ id, stale }) => [id, stale])).toEqual([
      ['toy-paper/finding', false],
      ['toy-paper/holds', false],
    ]);
  });

  it('the same seed base gives the same evidence, another one fresh seeds', async () => {
    const [one, two, other] = [workingFolder(), workingFolder(), workingFolder()];
    await claimcheck(one, [...verify, 'holds', '--jobs', '1']);
    await claimcheck(two, [...verify, 'holds', 'theorem', '--seed-base', '0']);
    expect(decided(two, 'holds')).toEqual(decided(one, 'holds'));

    const { exitCode } = await claimcheck(other, [...verify, 'holds', '--seed-base', '7']);
    expect(exitCode).toBe(0);
    const seeds = (cwd: string): readonly string[] =>
      (decided(cwd, 'holds').perSeed as { readonly seed: string }[]).map(({ seed }) => seed);
    expect(seeds(other)).toHaveLength(8);
    expect(seeds(other).filter((seed) => seeds(one).includes(seed))).toEqual([]);

    const again = await claimcheck(one, [...verify, 'holds', '--seed-base', '7', '--explain']);
    expect(again.stdout).toContain('toy-paper/holds is judged: seed base was 0, now 7');
    expect(decided(one, 'holds')).toEqual(decided(other, 'holds'));
  }, 240_000);

  it('development seeds: other seeds in a folder of their own, marked, never taken for judged evidence', async () => {
    const cwd = workingFolder();
    await claimcheck(cwd, [...verify, 'holds']);
    const out = join(cwd, 'claimcheck-out');
    const judgedFiles = filesBelow(out).map((path) => [path, readFileSync(path, 'utf8')]);

    const dev = await claimcheck(cwd, [...verify, 'holds', '--seeds', 'dev']);
    expect(dev.exitCode).toBe(0);
    expect(dev.stdout).toContain('development seeds: for choosing settings and margins');
    const notDev = filesBelow(out).filter((path) => !path.startsWith(join(out, 'dev')));
    expect(notDev.map((path) => [path, readFileSync(path, 'utf8')])).toEqual(judgedFiles);
    const evidence = readJson(out, 'dev', 'evidence', 'toy-paper', 'holds.json');
    expect(evidence).toMatchObject({ seedFamily: 'dev', tier: 'smoke' });
    expect(evidence['perSeed']).not.toEqual(decided(cwd, 'holds')['perSeed']);
    expect(summarySchema.parse(readJson(out, 'dev', 'summary.json')).seedFamily).toBe('dev');
    const badge = readFileSync(join(out, 'dev', 'badges', 'toy-paper', 'holds.svg'), 'utf8');
    expect(badge).toContain('development seeds');

    const misled = await claimcheck(cwd, [...verify, 'holds', '--explain', '--out', join(out, 'dev')]);
    expect(misled.stdout).toContain('toy-paper/holds is judged: seed family was dev, now judge');
  });

  it('shows what was written, as text and as JSON', async () => {
    const cwd = workingFolder();
    await claimcheck(cwd, [...verify, 'holds', '--out', 'mine']);
    const text = await claimcheck(cwd, ['show', 'toy-paper/holds', '--out', 'mine']);
    expect(text.exitCode).toBe(0);
    expect(text.stdout).toContain('A pushed toy moves.\nOn Toys, Fig. 1');
    expect(text.stdout).toContain('because     ten times the noise of a step');
    expect(text.stdout).toContain('unpushed: refuted 0/8');
    const json = await claimcheck(cwd, ['show', 'toy-paper/holds', '--out', 'mine', '--json']);
    expect(JSON.parse(json.stdout)).toEqual(readJson(cwd, 'mine', 'evidence', 'toy-paper', 'holds.json'));
  });

  it('a tier that no chosen claim has is refused, one that some have leaves the others out', async () => {
    const cwd = workingFolder();
    const none = await claimcheck(cwd, [...verify, 'holds', '--tier', 'paper']);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain('error: none of the chosen claims has a tier "paper"');
    const some = await claimcheck(cwd, [...verify, 'holds', 'theorem', '--tier', 'paper', '--explain']);
    expect(some.exitCode).toBe(0);
    expect(some.stdout).toContain('toy-paper/holds is left out: it has no tier "paper"');
    expect(some.stdout).toMatch(/toy-paper\/theorem +✓ supported +100\/100/);
  });
});
