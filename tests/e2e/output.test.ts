import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { textsOf } from '../report/svg-texts.ts';
import { claimcheck, toys, workingFolder } from './claimcheck.ts';

const shell = (cwd: string, script: string) =>
  execa('bash', ['-c', script], { reject: false, cwd, env: { NO_COLOR: '1' } });
const bin = new URL('../../src/cli/bin.mjs', import.meta.url).pathname;
const verify = `node ${bin} verify --claims ${toys}`;

describe('output that nobody takes', () => {
  it('a reader that closes early does not change the exit code of the verdicts', async () => {
    const cwd = workingFolder();
    const held = await shell(cwd, `${verify} holds 2>&1 | head -1; exit \${PIPESTATUS[0]}`);
    expect([held.exitCode, held.stdout]).toEqual([0, expect.stringMatching(/^judging 1 claim /) as string]);
    const failed = await shell(cwd, `${verify} fails 2>&1 | head -1; exit \${PIPESTATUS[0]}`);
    expect(failed.exitCode).toBe(1);
    const listed = await shell(cwd, `node ${bin} list --claims ${toys} | head -1; exit \${PIPESTATUS[0]}`);
    expect([listed.exitCode, listed.stderr]).toEqual([0, '']);
  });

  it.runIf(process.platform === 'linux')('a full disk is told in a line and its hint, exit 1', async () => {
    const { exitCode, stderr } = await shell(workingFolder(), `node ${bin} list --claims ${toys} >/dev/full`);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error: cannot write to standard output: ENOSPC[^\n]*\n {2}send it where there is room$/,
    );
  });
});

/** A folder of toys in which every text of the claim `holds` that can have them has escapes. */
function hostileProject(): string {
  const cwd = linkedProject();
  const paper = join(cwd, 'claims', 'toy-paper');
  const escapes = String.raw`\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\ud800\r✓`;
  const hostile = (text: string): string => text.replace(/(states|at|name|unit|because): '/g, `$&${escapes}`);
  const holds = readFileSync(join(paper, 'holds.claim.ts'), 'utf8');
  writeFileSync(join(paper, 'holds.claim.ts'), hostile(holds));
  const finding = readFileSync(join(paper, 'finding.claim.ts'), 'utf8');
  const throwing = finding
    .replaceAll('toy-paper/finding', 'toy-paper/throws')
    .replace(/walk\([^)]*\)/, `Promise.reject(new Error('${escapes}'))`);
  writeFileSync(join(paper, 'throws.claim.ts'), throwing);
  cpSync(join(paper, 'holds.claim.ts'), join(paper, 'refused\u001b[2J.claim.ts'));
  return cwd;
}

describe('texts of a claim cannot steer the terminal', () => {
  it('verify, lint, list and show write no control but the end of a line, and the pictures are XML', async () => {
    const cwd = hostileProject();
    const verified = await claimcheck(cwd, ['verify', 'toy-paper', '--explain']);
    expect(verified.stdout).toMatch(/toy-paper\/throws was not judged, .*\\u001b\[2J/);
    expect(verified.stdout).toMatch(/refused\\u001b\[2J\.claim\.ts defines the claim/);
    const others = await Promise.all(
      [
        ['lint'],
        ['verify', 'toy-paper/holds', '--json'],
        ['list', '--json'],
        ['list'],
        ['show', 'toy-paper/holds'],
        ['show', 'toy-paper/holds', '--json'],
      ].map((args) => claimcheck(cwd, args)),
    );
    expect([others[0]!.exitCode, others[0]!.stdout]).toEqual([
      1,
      expect.stringMatching(
        /^✗ .*refused\\u001b\[2J\.claim\.ts defines the claim[^]*\n6 claims, 1 problem in 1 of them$/,
      ),
    ]);
    for (const { stdout, stderr } of [verified, ...others])
      expect(stdout + stderr).not.toMatch(/[^\n\P{Cc}]|[\p{Cs}\u202e]/u);
    expect((JSON.parse(others[1]!.stdout) as { claims: unknown }).claims).toMatchObject([{ seeds: 8 }]);
    expect((JSON.parse(others.at(-1)!.stdout) as { statement: string }).statement).toContain('\x1b[2J');
    const out = join(cwd, 'claimcheck-out');
    for (const picture of ['verdicts.svg', 'overview.svg', join('badges', 'toy-paper', 'holds.svg')]) {
      textsOf(readFileSync(join(out, picture), 'utf8'));
    }
  });
});
