import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summarySchema } from '../runner/summary-schema.ts';
import { claimcheck, filesBelow, readJson, toys, workingFolder } from './claimcheck.ts';

const given = ['--claims', toys];
// The summary tells the threads of one, which depend on how many are judged side by side.
const asked = ['verify', 'holds', 'theorem', ...given, '--jobs', '1'];

const judged = mkdtempSync(join(tmpdir(), 'claimcheck-e2e-forged-'));
beforeAll(async () => {
  await claimcheck(judged, asked);
}, 60_000);
afterAll(() => rmSync(judged, { recursive: true, force: true }));

/** A folder in which two toys were judged, with the texts of what stands beside their evidence. */
function judgedFolder() {
  const cwd = workingFolder();
  cpSync(judged, cwd, { recursive: true });
  const out = join(cwd, 'claimcheck-out');
  const evidence = (name: string): string => join(out, 'evidence', 'toy-paper', `${name}.json`);
  const drawn = (): [string, string][] =>
    filesBelow(out)
      .filter((path) => !path.includes('evidence'))
      .map((path) => [path, readFileSync(path, 'utf8')]);
  return { cwd, out, evidence, drawn };
}

function replace(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text, path).toContain(from);
  writeFileSync(path, text.replaceAll(from, to));
}

describe('what was edited by hand', () => {
  it('badges, summary and pictures are written anew, of what is reused and of what was not asked for', async () => {
    const { cwd, drawn } = judgedFolder();
    const before = drawn();
    expect(before).toHaveLength(11);
    for (const [path] of before) replace(path, 'supported', 'proved');
    const { exitCode, stderr } = await claimcheck(cwd, ['verify', 'holds', ...given, '--jobs', '1']);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('evidence of 1 claim still holds')]);
    expect(drawn()).toEqual(before);
  });

  it('a verdict is set aside, told and judged again, with the same end', async () => {
    const { cwd, evidence, drawn } = judgedFolder();
    const before = drawn();
    replace(evidence('theorem'), '"verdict":"supported"', '"verdict":"refuted"');
    const { exitCode, stdout, stderr } = await claimcheck(cwd, [...asked, '--explain']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /theorem\.json is damaged \(verdict: stored "refuted", derived "supported"; digest of all that it holds: .*\); set aside as .*theorem\.json\.damaged/,
    );
    expect(stdout).toContain('toy-paper/theorem is judged: there is no evidence yet');
    expect(readJson(evidence('theorem'))['verdict']).toBe('supported');
    expect(readFileSync(`${evidence('theorem')}.damaged`, 'utf8')).toContain('"verdict":"refuted"');
    const badges = (files: [string, string][]) => files.filter(([path]) => path.includes('badges'));
    expect(badges(drawn())).toEqual(badges(before));
  });

  it('a verdict is neither shown nor published', async () => {
    const { cwd, evidence } = judgedFolder();
    replace(evidence('theorem'), '"verdict":"supported"', '"verdict":"refuted"');
    const what =
      /error: evidence file .*theorem\.json is damaged \(verdict: stored "refuted", derived "supported"/;
    for (const command of [
      ['show', 'toy-paper/theorem'],
      ['publish', ...given],
    ]) {
      const { exitCode, stdout, stderr } = await claimcheck(cwd, command);
      expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringMatching(what)]);
    }
    expect(existsSync(join(cwd, 'reports'))).toBe(false);
  });

  it('a verdict is not summed up, and told, where its claim was not asked for', async () => {
    const { cwd, out, evidence } = judgedFolder();
    replace(evidence('theorem'), '"verdict":"supported"', '"verdict":"refuted"');
    const { stderr } = await claimcheck(cwd, ['verify', 'holds', ...given]);
    expect(stderr).toMatch(/note: evidence file .*theorem\.json is damaged .*; not in the summary/);
    const { claims } = summarySchema.parse(readJson(out, 'summary.json'));
    expect(claims.map(({ id }) => id)).toEqual(['toy-paper/holds']);
    expect(existsSync(evidence('theorem'))).toBe(true);
  });
});
