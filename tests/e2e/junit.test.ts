import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { broken, claimcheck, crashing, toys, workingFolder } from './claimcheck.ts';

const verify = ['verify', '--claims', toys];

/** `name ended` of each case, without the paper. */
function casesIn(...path: readonly string[]): string[] {
  const xml = readFileSync(join(...path), 'utf8');
  return [...xml.matchAll(/<testcase classname="toy-paper" name="([^"]*)"[^>]*>(.*?)<\/testcase>/gs)].map(
    ([, name, content]) => `${name} ${/<(failure|error|skipped)/.exec(content!)?.[1] ?? 'passed'}`,
  );
}

describe('claimcheck verify --junit', () => {
  it('writes the claims of the run, also of a share and when all evidence still holds', async () => {
    const cwd = workingFolder();
    const all = ['fails failure', 'finding passed', 'holds passed', 'theorem passed'];
    const shares: string[] = [];
    for (const share of ['1', '2']) {
      const path = join('made', 'for', `${share}.xml`);
      await claimcheck(cwd, [...verify, '--shard', `${share}/2`, '--junit', path]);
      shares.push(...casesIn(cwd, path));
    }
    expect(shares.sort()).toEqual(all);
    const { exitCode, stderr } = await claimcheck(cwd, [...verify, '--junit', 'junit.xml']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('nothing to judge') as string]);
    expect(casesIn(cwd, 'junit.xml')).toEqual(all);
    const xml = readFileSync(join(cwd, 'junit.xml'), 'utf8');
    expect(xml).toMatch(/<testsuites name="claimcheck" tests="4" failures="1" errors="0" skipped="0" /);
    expect(xml.match(/name="reused" value="true"/g)).toHaveLength(4);
    expect(xml).toContain(`evidence ${join('claimcheck-out', 'evidence', 'toy-paper', 'fails.json')}<`);
  });

  it('has what was refused, failed to run, or has no such tier', async () => {
    const cwd = workingFolder();
    await claimcheck(cwd, ['verify', '--claims', crashing, '--junit', 'crashing.xml']);
    expect(casesIn(cwd, 'crashing.xml')).toEqual(['dies error', 'holds passed', 'throws error']);
    const { exitCode } = await claimcheck(cwd, [
      ...['verify', '--claims', broken, 'no-margin', '--junit', 'broken.xml'],
    ]);
    expect([exitCode, casesIn(cwd, 'broken.xml')]).toEqual([2, ['no-margin error']]);
    expect(readFileSync(join(cwd, 'broken.xml'), 'utf8')).toContain('<error type="refused"');
    await claimcheck(cwd, [...verify, 'holds', 'theorem', '--tier', 'paper', '--junit', 'paper.xml']);
    expect(casesIn(cwd, 'paper.xml')).toEqual(['holds skipped', 'theorem passed']);
  });

  it('is written of a run that is stopped', async () => {
    const cwd = workingFolder();
    const asked = [...verify, 'theorem', 'holds', '--junit', 'junit.xml'];
    const running = claimcheck(cwd, asked, { TOY_CHUNK_MS: '600000' });
    const evidence = join(cwd, 'claimcheck-out', 'evidence', 'toy-paper', 'theorem.json');
    while (!existsSync(evidence)) await pause(20);
    running.kill('SIGINT');
    expect((await running).exitCode).toBe(130);
    expect(casesIn(cwd, 'junit.xml')).toEqual(['holds skipped', 'theorem passed']);
  });
});
