import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa, execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, decided, filesBelow, readJson, toys, workingFolder } from './claimcheck.ts';

const bin = new URL('../../src/cli/bin.mjs', import.meta.url).pathname;
const verify = ['verify', '--claims', toys, 'holds', 'finding', '--jobs', '2'];

async function ofWholeRun(): Promise<Readonly<Record<string, unknown>>[]> {
  const whole = workingFolder();
  await claimcheck(whole, verify);
  return verdictsIn(whole);
}

const verdictsIn = (cwd: string) => ['holds', 'finding'].map((claim) => decided(cwd, claim));

/** Runs a script that may mount file systems, which are gone when it ends. */
const mounting = (cwd: string, script: string) =>
  execa('unshare', ['--user', '--map-root-user', '--mount', 'bash', '-c', script], {
    reject: false,
    cwd,
    env: { NO_COLOR: '1' },
  });

function mayMount(): boolean {
  const script = 'mount -t tmpfs -o size=4k tmpfs /mnt';
  const tried = execaSync('unshare', ['--user', '--map-root-user', '--mount', 'bash', '-c', script], {
    reject: false,
  });
  return tried.exitCode === 0;
}

describe.runIf(mayMount())('a disk that is full', () => {
  it.each([['claimcheck-out'], ['.claimcheck']])(
    'under %s: told with its mend, exit 1; with room the run goes on and gives the same',
    async (folder) => {
      const cwd = workingFolder();
      const run = `node ${bin} ${verify.join(' ')} 2>&1`;
      const { stdout } = await mounting(
        cwd,
        `mkdir ${folder} && mount -t tmpfs -o size=8k tmpfs ${folder} || exit 9
        ${run}; echo "first: $?"
        mount -o remount,size=20m ${folder} || exit 9
        ${run}; echo "then: $?"
        mkdir kept && cp -r ${folder} kept`,
      );
      expect(stdout).toMatch(/: cannot write .*ENOSPC/);
      expect(stdout).toMatch(
        /^ {2}make room on the disk of .* and run it again: it goes on from what is there$/m,
      );
      expect(stdout).toContain('first: 1\n');
      expect(stdout).toMatch(/then: 0$/);
      const out = folder === 'claimcheck-out' ? join(cwd, 'kept') : cwd;
      expect(verdictsIn(out)).toEqual(await ofWholeRun());
    },
  );
});

describe('folders that vanish', () => {
  it('while claims are judged: the verdicts are those of a run that was left alone', async () => {
    const cwd = workingFolder();
    const running = claimcheck(cwd, verify, { TOY_CHUNK_MS: '300' });
    await firstBatch(cwd);
    for (const folder of ['claimcheck-out', '.claimcheck']) rmSync(join(cwd, folder), { recursive: true });
    expect((await running).exitCode).toBe(0);
    expect(verdictsIn(cwd)).toEqual(await ofWholeRun());
  });
});

async function firstBatch(cwd: string): Promise<void> {
  const results = join(cwd, '.claimcheck', 'ledger', 'results');
  while (!statSync(results, { throwIfNoEntry: false }) || filesBelow(results).length === 0) await pause(20);
}

describe('clocks that jump', () => {
  it('make no other verdict, and no time below 0', async () => {
    const cwd = workingFolder();
    const jumping = join(cwd, 'jumping.mjs');
    writeFileSync(
      jumping,
      'const now = Date.now; let sign = 1; Date.now = () => now() + (sign = -sign) * 86_400_000;\n',
    );
    const env = { NODE_OPTIONS: `--import=${jumping}`, TOY_CHUNK_MS: '50' };
    const { exitCode } = await claimcheck(cwd, verify, env);
    expect(exitCode).toBe(0);
    expect(verdictsIn(cwd)).toEqual(await ofWholeRun());
    const { claims } = readJson(cwd, 'claimcheck-out', 'summary.json') as {
      claims: { wallSeconds: number }[];
    };
    expect(claims.map(({ wallSeconds }) => wallSeconds >= 0)).toEqual([true, true]);
  });
});

describe('a worker without memory', () => {
  it('is an error that says so, and never a verdict', async () => {
    const cwd = linkedProject();
    const setting = join(cwd, 'claims', 'toy-paper', 'setting.ts');
    const hoarding =
      'const hoard: object[] = []; for (;;) hoard.push(Array.from({ length: 1000 }, () => ({})));';
    const text = readFileSync(setting, 'utf8');
    writeFileSync(setting, text.replace('const replicas = run.seeds.length;', `$&\n  ${hoarding}`));
    const { exitCode, stdout } = await claimcheck(cwd, ['verify', 'finding'], {
      NODE_OPTIONS: '--max-old-space-size=100',
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^✗ toy-paper\/finding was not judged, .*it may have run out of memory/m);
    expect(filesBelow(join(cwd, 'claimcheck-out')).filter((path) => /finding/.test(path))).toEqual([]);
  });
});
