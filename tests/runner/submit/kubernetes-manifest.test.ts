import { Job } from 'kubernetes-models/batch/v1';
import { ConfigMap } from 'kubernetes-models/v1';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  kubernetesManifest,
  type KubernetesSubmission,
} from '../../../src/runner/submit/kubernetes-manifest.ts';
import { toySubmission } from './toy-submission.ts';

const submission = (more: Partial<KubernetesSubmission> = {}): KubernetesSubmission => ({
  ...toySubmission(3),
  ...{ command: ['npx', 'claimcheck'], image: 'node:22', volume: 'papers', ...more },
});

/** The two parts of a manifest, each held against the published schema of its kind. */
function partsOf(given: KubernetesSubmission) {
  const manifest = kubernetesManifest(given);
  expect(manifest).toMatchObject({ apiVersion: 'v1', kind: 'List' });
  expect(manifest.items.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
    'v1 ConfigMap',
    'batch/v1 Job',
  ]);
  const { items } = JSON.parse(JSON.stringify(manifest)) as typeof manifest;
  const [config, job] = [new ConfigMap(items[0]), new Job(items[1])];
  config.validate();
  job.validate();
  return { config, job, pod: job.spec!.template.spec!, container: job.spec!.template.spec!.containers[0]! };
}

describe('a manifest for Kubernetes', () => {
  it('is an Indexed Job with a pod for each unit, and the keys of the units', () => {
    const { config, job, pod, container } = partsOf(submission());
    expect(config.data).toEqual({ keys: 'key-1\nkey-2\nkey-3\n' });
    expect(job.spec).toMatchObject({ completionMode: 'Indexed', completions: 3, parallelism: 3 });
    expect(pod.volumes).toEqual([
      { name: 'project', persistentVolumeClaim: { claimName: 'papers' } },
      { name: 'units', configMap: { name: config.metadata!.name } },
    ]);
    expect(container).toMatchObject({ image: 'node:22', workingDir: '/project' });
    expect(container.resources).toEqual({ requests: { cpu: '1' } });
  });

  it('a pod trains the unit of its number', () => {
    const folder = mkdtempSync(join(tmpdir(), 'claimcheck-units-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { config, container } = partsOf(
      submission({ command: ['printf', '%s\\n'], options: ['--out', 'an out'] }),
    );
    writeFileSync(join(folder, 'keys'), config.data!['keys']!);
    const [shell, ...args] = container.command!.map((word) => word.replace('/units/', `${folder}/`));
    const told = execFileSync(shell!, args, {
      encoding: 'utf8',
      env: { ...process.env, JOB_COMPLETION_INDEX: '0' },
    });
    expect(told).toBe('work\nkey-1\n--out\nan out\n');
  });

  it('asks for the memory that the largest unit is likely to need, and is held to none', () => {
    const [first, ...others] = toySubmission(3).units;
    const units = [{ ...first!, megabytes: 300.2 }, { ...others[0]!, megabytes: 20 }, others[1]!];
    const { container, pod } = partsOf(submission({ units }));
    expect(container.resources).toEqual({ requests: { cpu: '1', memory: '301Mi' } });
    expect(pod.activeDeadlineSeconds).toBeUndefined();
  });

  it('asks for what was told', () => {
    const resources = { cpus: 4, gpus: 2, memory: 16_384, time: 7200 };
    const { container, pod } = partsOf(submission({ resources }));
    expect(container.resources).toEqual({
      requests: { cpu: '4', memory: '16384Mi' },
      limits: { memory: '16384Mi', 'nvidia.com/gpu': '2' },
    });
    expect(pod.activeDeadlineSeconds).toBe(7200);
  });

  it('the same units have the same name, others another', () => {
    const nameOf = (units: number) =>
      partsOf(submission({ units: toySubmission(units).units })).job.metadata!.name;
    expect(nameOf(3)).toBe(nameOf(3));
    expect(nameOf(3)).not.toBe(nameOf(2));
    expect(nameOf(3)).toMatch(/^claimcheck-[0-9a-f]{12}$/);
  });

  it('more units than a Job takes are refused', () => {
    const { units } = toySubmission(10_001);
    expect(() => kubernetesManifest(submission({ units }))).toThrow(
      '10001 units are more than the 10000 of one Job',
    );
  });

  it('the schema finds what is wrong', () => {
    const job = new Job({
      metadata: { name: 'toy' },
      spec: { template: { spec: { containers: [{ name: 'work' }] } } },
    });
    job.spec!.completions = 'three' as unknown as number;
    expect(() => job.validate()).toThrow(/completions must be integer/);
  });
});
