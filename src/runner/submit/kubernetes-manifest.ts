import type { IJob } from 'kubernetes-models/batch/v1';
import type { IConfigMap } from 'kubernetes-models/v1';
import { hashOf, UserError } from '#core';
import { shellWords } from './shell-words.ts';
import type { Resources, Submission } from './submission.ts';

export interface KubernetesSubmission extends Submission {
  readonly image: string;
  /** Name of the PersistentVolumeClaim that holds the project's folder. */
  readonly volume: string;
}

/** What `kubectl apply` takes, as JSON. */
export interface KubernetesManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'List';
  readonly items: readonly [IConfigMap, IJob];
}

/** What the API server takes of one Job's pods, and of the bytes of one ConfigMap, at a key of 64 characters a unit. */
const mostUnits = 10_000;

const [projectPath, keysPath] = ['/project', '/units'];

/**
 * The manifest of an Indexed Job whose pods train a unit each: a list of a ConfigMap with the keys, and of the Job.
 * @throws UserError for more units than a Job has pods
 */
export function kubernetesManifest(submission: KubernetesSubmission): KubernetesManifest {
  const { units } = submission;
  if (units.length > mostUnits) {
    throw new UserError(
      `${units.length} units are more than the ${mostUnits} of one Job`,
      'submit the claims in parts: claimcheck submit <paper>',
    );
  }
  return { apiVersion: 'v1', kind: 'List', items: [configMap(submission), job(submission)] };
}

/** The same units have the same name: what is applied twice is trained once. */
const nameOf = ({ units }: Submission): string =>
  `claimcheck-${hashOf(units.map(({ key }) => key)).slice(0, 12)}`;

function configMap(submission: Submission): IConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: nameOf(submission) },
    data: { keys: submission.units.map(({ key }) => `${key}\n`).join('') },
  };
}

function job(submission: KubernetesSubmission): IJob {
  const { units, resources, image, volume, command, options } = submission;
  const work = `exec ${shellWords([...command, 'work'])} "$(sed -n "$((JOB_COMPLETION_INDEX + 1))p" ${keysPath}/keys)" ${shellWords(options)}`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: nameOf(submission) },
    spec: {
      completionMode: 'Indexed',
      completions: units.length,
      parallelism: units.length,
      // One unit that fails again and again is not the end of the others.
      backoffLimitPerIndex: 2,
      template: {
        spec: {
          restartPolicy: 'Never',
          ...(resources.time !== undefined && { activeDeadlineSeconds: resources.time }),
          containers: [
            {
              name: 'work',
              image,
              workingDir: projectPath,
              command: ['/bin/sh', '-c', work],
              resources: asked(resources, units),
              volumeMounts: [
                { name: 'project', mountPath: projectPath },
                { name: 'units', mountPath: keysPath, readOnly: true },
              ],
            },
          ],
          volumes: [
            { name: 'project', persistentVolumeClaim: { claimName: volume } },
            { name: 'units', configMap: { name: nameOf(submission) } },
          ],
        },
      },
    },
  };
}

/** What is asked for: as told, else one processor and the memory that the largest unit is likely to need. */
function asked(
  { cpus, gpus, memory }: Resources,
  units: Submission['units'],
): { requests: Record<string, string>; limits?: Record<string, string> } {
  const known = units.flatMap(({ megabytes }) => megabytes ?? []);
  const likely = known.length === 0 ? undefined : Math.ceil(Math.max(...known));
  const requested = memory ?? likely;
  const limits = {
    ...(memory !== undefined && { memory: `${memory}Mi` }),
    ...(gpus !== undefined && { 'nvidia.com/gpu': String(gpus) }),
  };
  return {
    requests: { cpu: String(cpus ?? 1), ...(requested !== undefined && { memory: `${requested}Mi` }) },
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}
