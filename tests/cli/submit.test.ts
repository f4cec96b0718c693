import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KubernetesManifest } from '../../src/runner/submit/kubernetes-manifest.ts';
import { linkedProject } from '../linked-project.ts';
import { stubSlurm } from '../runner/submit/stub-slurm.ts';
import { enterFolder, runMain, toys } from './run-main.ts';

const slurm = ['submit', '--claims', toys, '--on', 'slurm'];
const kubernetes = ['submit', '--claims', 'claims', '--on', 'kubernetes', '--dry-run'];

describe('claimcheck submit', () => {
  it('--dry-run prints the scripts of all units, and writes and submits nothing', async () => {
    const folder = enterFolder();
    const { calls } = stubSlurm();
    const asked = ['--partition', 'long', '--time', '90', '--gpus-per-task', '1', '--seed-base', '3'];
    const { code, stdout, stderr } = await runMain(...slurm, 'holds', 'theorem', '--dry-run', ...asked);
    expect([code, stderr]).toEqual([0, '']);
    const out = join(folder, 'claimcheck-out', 'slurm');
    expect(stdout).toContain(`# ${out}/1/train-1.sh\n#!/bin/bash\n`);
    // Arrays of three at most here.
    expect(stdout).toContain(`# ${out}/1/train-2.sh\n`);
    for (const line of ['--array=1-3', '--array=1-1', '--partition=long', '--time=01:30:00', '--gres=gpu:1'])
      expect(stdout).toContain(`#SBATCH ${line}\n`);
    const run = `--engine cpu --tier smoke --seeds judge --seed-base 3 --out claimcheck-out --claims ${toys}`;
    expect(stdout).toContain(`bin.mjs work "$key" ${run}\n`);
    expect(stdout).toContain(
      `bin.mjs submit holds theorem ${run} --on slurm --partition long --time 90 --gpus-per-task 1\n`,
    );
    expect(existsSync(out)).toBe(false);
    expect(calls().filter((call) => !call.startsWith('scontrol'))).toEqual([]);
  });

  it('submits what is not done, and judges where nothing is left', async () => {
    enterFolder();
    const { calls } = stubSlurm();
    const { code, stdout } = await runMain(...slurm, 'theorem');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 unit submitted, array 101; job 102 goes on when .*1-judge\.log\n$/);
    const [key] = readFileSync('claimcheck-out/slurm/1/units-1.txt', 'utf8').split('\n');
    expect((await runMain('work', key!, '--claims', toys)).code).toBe(0);
    const before = calls().length;
    expect((await runMain(...slurm, 'theorem', '--dry-run')).stdout).toMatch(
      /^nothing is left to train; this makes evidence of it: claimcheck verify theorem --engine cpu /,
    );
    const judged = await runMain(...slurm, 'theorem');
    expect(judged.code).toBe(0);
    expect(judged.stdout).toContain('✓ supported');
    expect(existsSync('claimcheck-out/evidence/toy-paper/theorem.json')).toBe(true);
    expect(calls()).toHaveLength(before);
  });

  it('prints a manifest for Kubernetes, whose pods find the project in the volume', async () => {
    enterFolder();
    process.chdir(linkedProject());
    const asked = ['--volume', 'papers', '--image', 'node:22', '--memory', '2G'];
    const { code, stdout, stderr } = await runMain(...kubernetes, 'holds', ...asked);
    expect([code, stderr]).toEqual([0, '']);
    const [config, job] = (JSON.parse(stdout) as KubernetesManifest).items;
    expect(config.data!['keys']).toMatch(/^([0-9a-f]{64}\n){3}$/);
    const { containers, volumes } = job.spec!.template.spec!;
    expect(containers[0]).toMatchObject({
      image: 'node:22',
      command: [
        '/bin/sh',
        '-c',
        expect.stringMatching(
          /^exec npx claimcheck work "\$\(.*\)" --engine cpu --tier smoke .* --claims claims$/,
        ) as string,
      ],
      resources: { requests: { cpu: '1', memory: '2048Mi' }, limits: { memory: '2048Mi' } },
    });
    expect(volumes![0]).toMatchObject({ persistentVolumeClaim: { claimName: 'papers' } });
  });
});

describe('what cannot be submitted', () => {
  it.each([
    [['submit'], 'submit to what?', 'choose --on slurm or --on kubernetes'],
    [['submit', '--on', 'lsf'], 'unknown cluster "lsf"', 'choose --on slurm or --on kubernetes'],
    [['submit', '--on', 'kubernetes'], 'manifests for Kubernetes are only printed', 'give --dry-run'],
    [[...slurm, '--image', 'node'], '--image means nothing to slurm', 'leave it out'],
    [[...slurm, '--volume', 'papers'], '--volume means nothing to slurm', 'leave it out'],
    [[...kubernetes, '--partition', 'long'], '--partition means nothing to kubernetes', 'leave it out'],
    [[...slurm, '--time', 'soon'], '--time must be a time limit, got "soon"', 'hours:minutes:seconds'],
    [[...slurm, '--memory', '16'], '--memory must be a size, got "16"', '--memory 16G'],
    [
      [...slurm, '--gpus-per-task', '0'],
      '--gpus-per-task must be a whole number that is 1 or more, got "0"',
      '--gpus-per-task 1',
    ],
    [
      [...slurm, '--cpus-per-task', 'all'],
      '--cpus-per-task must be a whole number that is 1 or more, got "all"',
      '--cpus-per-task 1',
    ],
    [
      [...kubernetes, '--out', '../elsewhere'],
      '--out ../elsewhere leads out of the project, and a pod has the project alone',
      'name a folder in it',
    ],
  ])('%j', async (args, problem, hint) => {
    enterFolder();
    const { code, stdout, stderr } = await runMain(...args);
    expect([code, stdout]).toEqual([2, '']);
    const [first, second] = stderr.split('\n');
    expect(first).toBe(`error: ${problem}`);
    expect(second).toContain(hint);
  });
});
