import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { judgeScript, trainScript } from '../../../src/runner/submit/slurm-scripts.ts';
import { toySubmission } from './toy-submission.ts';

const array = { keys: '/toys/out/slurm/1/units-1.txt', tasks: 3, log: '/toys/out/slurm/logs/1-1-%a.log' };

/** What a script runs: the folder it is in then, and the words after the program. */
function ran(script: string, env: Readonly<Record<string, string>> = {}): string[] {
  const told = execFileSync('bash', ['-c', script], { encoding: 'utf8', env: { ...process.env, ...env } });
  return JSON.parse(told) as string[];
}

const teller = [
  process.execPath,
  '-e',
  'console.log(JSON.stringify([process.cwd(), ...process.argv.slice(1)]))',
  '--',
];

describe('scripts for Slurm', () => {
  it('an array has a task for each unit, and what was asked for each', () => {
    const resources = { cpus: 4, gpus: 1, memory: 16_384, time: 7200 };
    expect(trainScript(toySubmission(3, { resources, partition: 'long' }), array)).toBe(
      [
        '#!/bin/bash',
        '#SBATCH --job-name=claimcheck',
        '#SBATCH --array=1-3',
        '#SBATCH --output="/toys/out/slurm/logs/1-1-%a.log"',
        '#SBATCH --requeue',
        '#SBATCH --open-mode=append',
        '#SBATCH --nodes=1',
        '#SBATCH --ntasks=1',
        '#SBATCH --partition=long',
        '#SBATCH --cpus-per-task=4',
        '#SBATCH --gres=gpu:1',
        '#SBATCH --mem=16384M',
        '#SBATCH --time=02:00:00',
        "cd '/toys/a project' || exit",
        'key=$(sed -n "${SLURM_ARRAY_TASK_ID}p" /toys/out/slurm/1/units-1.txt)',
        `exec /usr/bin/node '/opt/claim check/bin.mjs' work "$key" --tier smoke`,
        '',
      ].join('\n'),
    );
  });

  it("what is not asked for is the cluster's to choose", () => {
    const script = trainScript(toySubmission(3), array);
    for (const option of ['partition', 'cpus', 'gres', 'mem', 'time'])
      expect(script).not.toContain(`--${option}`);
  });

  it('run in folders of any name, a task trains the unit of its line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'claimcheck submit '));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const project = join(folder, "toy's $HOME");
    mkdirSync(project);
    const keys = join(project, 'units 1.txt');
    writeFileSync(keys, 'first\nsecond\nthird\n');
    const submission = toySubmission(3, {
      ...{ project, command: teller },
      ...{ options: ['--out', 'an out'], again: ['submit', 'toy-paper/*', '--on', 'slurm'] },
    });
    const task = trainScript(submission, { ...array, keys });
    expect(ran(task, { SLURM_ARRAY_TASK_ID: '2' })).toEqual([project, 'work', 'second', '--out', 'an out']);
    expect(ran(judgeScript(submission, '/toys/judge.log'))).toEqual([project, ...submission.again]);
  });

  it('a log has the name that it was given, but for the number of the task', () => {
    const log = '/toys/100%a/%A %j/1-1-%a.log';
    expect(trainScript(toySubmission(3), { ...array, log })).toContain(
      '#SBATCH --output="/toys/100%%a/%%A %%j/1-1-%a.log"\n',
    );
    for (const character of ['"', '\\', '\n'])
      expect(() => judgeScript(toySubmission(3), `/toys/a${character}b/judge.log`)).toThrow(
        'Slurm cannot write its logs to',
      );
  });
});

it.each(['cpu\ntouch /tmp/x', 'cpu --wrap="touch x"', 'a\n#SBATCH --uid=0', '', 'a b'])(
  'a partition is a name, and %j is none',
  (partition) => {
    const submission = toySubmission(1, { partition });
    expect(() => trainScript(submission, array)).toThrow('is no name of a partition');
    expect(() => judgeScript(submission, '/toys/log')).toThrow('is no name of a partition');
  },
);
