import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, decided, filesBelow, programs } from './claimcheck.ts';

/** A project with the claim whose arms are programs, their code in a git repository of its own. */
function project(): { readonly cwd: string; readonly code: string; readonly env: Record<string, string> } {
  const cwd = linkedProject();
  cpSync(join(programs, 'toy-paper'), join(cwd, 'claims', 'toy-paper'), { recursive: true });
  const code = join(cwd, 'claims', 'toy-paper', 'code');
  const scratch = join(cwd, 'scratch');
  mkdirSync(scratch);
  git(code, 'init', '-q');
  git(code, 'add', '.');
  commit(code, 'Walk');
  return { cwd, code, env: { WALK_LOG: join(cwd, 'log'), TMPDIR: scratch } };
}

const git = (code: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', code, ...args], { encoding: 'utf8' });

const commit = (code: string, message: string): string =>
  git(code, '-c', 'user.name=A. Toymaker', '-c', 'user.email=toys@example.org', 'commit', '-qam', message);

/** Lines `<word> <seed> <level> <name> <pid>` of a log, with the word left out. */
function told(cwd: string, word: string): string[] {
  const log = join(cwd, 'log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  return lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
}

const trainings = (cwd: string): string[] => told(cwd, 'ends').map((line) => line.replace(/ \d+$/, ''));
const pids = (cwd: string, word: string): number[] =>
  told(cwd, word).map((line) => Number(line.split(' ').at(-1)));

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await pause(20);
}

/** Two programs hang, each beside a process that left its group, and the seeds before them are kept. */
async function hanging(cwd: string, kept: number): Promise<number[]> {
  const ledger = join(cwd, '.claimcheck', 'ledger', 'results');
  const results = (): number =>
    existsSync(ledger) ? filesBelow(ledger).filter((path) => path.endsWith('.json')).length : 0;
  await until(() => told(cwd, 'hangs').length === 2 && results() === kept);
  return [...pids(cwd, 'hangs'), ...pids(cwd, 'sleeper')];
}

const verify = ['verify', 'walks', '--jobs', '1'];

/** The process that judges, of all that the command line has started. */
function workerOf(main: number): number {
  const children = execFileSync('ps', ['--ppid', String(main), '-o', 'pid=,args='], { encoding: 'utf8' });
  return Number.parseInt(
    children.split('\n').find((line) => /worker\.[tj]s/.test(line))!,
    10,
  );
}

/** Ends a process of a run in which three seeds were finished, and runs again: the project in which all are. */
async function resumedAfter(kill: (commandLine: number) => void): Promise<ReturnType<typeof project>> {
  const made = project();
  const { cwd, env } = made;
  const running = claimcheck(cwd, verify, { ...env, WALK_HOLD: '3' });
  const left = await hanging(cwd, 3);
  expect(left.every(alive)).toBe(true);
  kill(running.pid!);
  await running;
  await until(() => !left.some(alive));
  await until(() => !readdirSync(env['TMPDIR']!).some((name) => name.startsWith('claimcheck-')));
  expect(trainings(cwd)).toHaveLength(3);

  expect((await claimcheck(cwd, verify, env)).exitCode).toBe(0);
  expect(trainings(cwd)).toHaveLength(24);
  expect(new Set(trainings(cwd)).size).toBe(24);
  return made;
}

describe('arms that are programs', () => {
  it('kill -9 of the command line: nothing is left running, no finished seed is trained again', async () => {
    const { cwd, env } = await resumedAfter((pid) => process.kill(pid, 'SIGKILL'));
    const evidence = decided(cwd, 'walks');
    await claimcheck(cwd, [...verify, '--force'], env);
    expect(trainings(cwd)).toHaveLength(48);
    expect(decided(cwd, 'walks')).toEqual(evidence);
  }, 240_000);

  it('kill -9 of the worker: the same', async () => {
    await resumedAfter((pid) => process.kill(workerOf(pid), 'SIGKILL'));
  }, 240_000);

  it('Ctrl-C ends the programs, and the run says how to go on', async () => {
    const { cwd, env } = project();
    const running = claimcheck(cwd, verify, { ...env, WALK_HOLD: '0' });
    const left = await hanging(cwd, 0);
    running.kill('SIGINT');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('to go on from here: claimcheck verify walks');
    await until(() => !left.some(alive));
  }, 120_000);

  it('a program that fails is an error that names seed, command and last lines; other code makes evidence stale', async () => {
    const { cwd, code, env } = project();
    expect((await claimcheck(cwd, verify, env)).exitCode).toBe(0);
    expect(decided(cwd, 'walks')['programs']).toMatchObject([
      { arm: 'high', seeds: 8, interpreter: process.version, packages: null, code: [{ dirty: false }] },
      { arm: 'low', code: [{ commit: git(code, 'rev-parse', 'HEAD').trim() }] },
      { arm: 'unpushed' },
    ]);

    // The same files, committed or not, are the same code.
    appendFileSync(join(code, 'walk.mjs'), '// A word more.\n');
    const crashed = await claimcheck(cwd, [...verify, '--explain'], { ...env, WALK_CRASH: '1' });
    expect(crashed.exitCode).toBe(1);
    expect(crashed.stderr + crashed.stdout).toContain('code of programs in toy-paper/code changed');
    expect(crashed.stdout).toMatch(
      /walks was not judged, which says nothing about the claim: seed \d+ \(of [0-9a-f]{16}\): \S+ walk\.mjs \d+ 1 20: ended with exit code 1; its last lines: .*Error: the walker fell.*\n {2}mend it and run again: seeds that were finished are kept/,
    );
    expect((await claimcheck(cwd, verify, env)).exitCode).toBe(0);
    expect(trainings(cwd)).toHaveLength(48);
    commit(code, 'Say a word more');
    expect((await claimcheck(cwd, verify, env)).stdout).toContain(
      '* evidence of an earlier run that still holds',
    );
    expect(trainings(cwd)).toHaveLength(48);
  }, 240_000);
});
