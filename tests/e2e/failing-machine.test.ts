import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summarySchema } from '../runner/summary-schema.ts';
import { linkedProject } from '../linked-project.ts';
import { broken, claimcheck, crashing, decided, readJson, toys, workingFolder } from './claimcheck.ts';

const evidence = (cwd: string, claim: string): string =>
  join(cwd, 'claimcheck-out', 'evidence', 'toy-paper', `${claim}.json`);

describe('a failed machine is no verdict', () => {
  it('a worker that dies and an arm that throws are errors, exit 1; other claims and old evidence stay', async () => {
    const cwd = workingFolder();
    // Evidence of an earlier run, on another engine.
    await claimcheck(cwd, ['verify', '--claims', crashing, 'dies', '--engine', 'reference'], { WELL: '1' });
    const old = readFileSync(evidence(cwd, 'dies'), 'utf8');

    const { exitCode, stdout } = await claimcheck(cwd, ['verify', '--claims', crashing]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/toy-paper\/holds +✓ supported/);
    expect(stdout).toMatch(/toy-paper\/dies +✗ not judged/);
    expect(stdout).toContain(
      '✗ toy-paper/dies was not judged, which says nothing about the claim: the worker process died (signal SIGABRT)',
    );
    expect(stdout).toContain(
      'nothing about the claim: claim toy-paper/throws: arm "pushed" threw: the device is lost',
    );
    expect(readFileSync(evidence(cwd, 'dies'), 'utf8')).toBe(old);
    expect(existsSync(evidence(cwd, 'throws'))).toBe(false);
    const summary = summarySchema.parse(readJson(cwd, 'claimcheck-out', 'summary.json'));
    expect(summary.errors.map(({ id }) => id).sort()).toEqual(['toy-paper/dies', 'toy-paper/throws']);
    expect(summary.claims.find(({ id }) => id === 'toy-paper/dies')).toMatchObject({ stale: true });
  });

  it('what the ledger cannot take, and what an arm must not return, is told with its hint', async () => {
    const cwd = linkedProject();
    const results = join(cwd, '.claimcheck', 'ledger', 'results');
    mkdirSync(dirname(results), { recursive: true });
    writeFileSync(results, '');
    const unwritable = await claimcheck(cwd, ['verify', 'holds']);
    expect(unwritable.exitCode).toBe(1);
    expect(unwritable.stdout).toMatch(
      /^✗ toy-paper\/holds was not judged, .*: cannot write .*results.*\n {2}choose a folder that you may write to/m,
    );
    rmSync(results);
    const setting = join(cwd, 'claims', 'toy-paper', 'setting.ts');
    writeFileSync(setting, readFileSync(setting, 'utf8').replace('steps: size.steps };', 'steps: NaN };'));
    const without = await claimcheck(cwd, ['verify', 'holds']);
    expect(without.exitCode).toBe(1);
    expect(without.stdout).toMatch(
      /: claim toy-paper\/holds: arm "pushed" returned steps = NaN\n {2}give in `steps` the whole number/,
    );
    expect(existsSync(evidence(cwd, 'holds'))).toBe(false);
  });

  it('files that define no claim are told with their hint, exit 2, and the others are judged', async () => {
    const cwd = workingFolder();
    const { exitCode, stdout } = await claimcheck(cwd, ['verify', '--claims', broken]);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/toy-paper\/holds +✓ supported/);
    expect(stdout).toMatch(/no-margin\.claim\.ts: claim toy-paper\/no-margin: effect\.margin is missing/);
    expect(stdout).toMatch(/no-claim\.claim\.ts has no claim as its default export\n +end the file with/);
    expect(stdout).toMatch(
      /other-id\.claim\.ts defines the claim toy-paper\/renamed\n +give the claim the id/,
    );
  });
});

describe('a damaged evidence file', () => {
  it('cut in half: told, set aside, judged again; nothing else is lost', async () => {
    const cwd = workingFolder();
    const verify = ['verify', '--claims', toys, 'holds', 'finding'];
    await claimcheck(cwd, verify);
    const whole = decided(cwd, 'holds');
    const other = readFileSync(evidence(cwd, 'finding'), 'utf8');
    const half = readFileSync(evidence(cwd, 'holds')).subarray(0, 500);
    writeFileSync(evidence(cwd, 'holds'), half);
    copyFileSync(evidence(cwd, 'holds'), join(cwd, 'half'));

    const show = await claimcheck(cwd, ['show', 'toy-paper/holds', '--claims', toys]);
    expect(show.exitCode).toBe(2);
    expect(show.stderr).toMatch(
      /^error: evidence file .*holds\.json is damaged \(cut off at byte 500\)\n {2}verify again/,
    );

    const { exitCode, stderr } = await claimcheck(cwd, [...verify, '--explain']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^note: evidence file .*holds\.json is damaged \(cut off at byte 500\); set aside as .*holds\.json\.damaged$/m,
    );
    expect(readFileSync(`${evidence(cwd, 'holds')}.damaged`)).toEqual(half);
    expect(decided(cwd, 'holds')).toEqual(whole);
    expect(readFileSync(evidence(cwd, 'finding'), 'utf8')).toBe(other);
  });
});
