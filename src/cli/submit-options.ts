import type { ArgsDef, ParsedArgs } from 'citty';
import { claimsOption, filterArgument, outOption } from './options.ts';
import { publishedTimesOption, trainingOptions } from './training-options.ts';

export const submitArgs = {
  ...filterArgument('train'),
  on: { type: 'string', valueHint: 'slurm|kubernetes', description: 'What runs the jobs' },
  ...trainingOptions,
  ...outOption,
  partition: { type: 'string', valueHint: 'name', description: 'Slurm: where the jobs run' },
  time: {
    type: 'string',
    valueHint: 'limit',
    description: 'Time limit of a task: minutes, hours:minutes:seconds or days-hours',
  },
  'cpus-per-task': { type: 'string', valueHint: 'n', description: 'Processors of a task' },
  'gpus-per-task': { type: 'string', valueHint: 'n', description: 'Graphics processors of a task' },
  memory: { type: 'string', valueHint: 'size', description: 'Memory of a task, for instance 16G' },
  image: {
    type: 'string',
    valueHint: 'image',
    description: 'Kubernetes: image of the pods (default: node, of the version that runs here)',
  },
  volume: {
    type: 'string',
    valueHint: 'name',
    description: 'Kubernetes: PersistentVolumeClaim with the folder of the project (default: claimcheck)',
  },
  'dry-run': { type: 'boolean', description: 'Print the scripts, or the manifest, and submit nothing' },
  ...publishedTimesOption,
  ...claimsOption,
} as const satisfies ArgsDef;

export type SubmitOptions = ParsedArgs<typeof submitArgs>;

export type Cluster = 'slurm' | 'kubernetes';

const ofOneAlone = { partition: 'slurm', image: 'kubernetes', volume: 'kubernetes' } as const;

/** An option that was given and is of another cluster. */
export function foreignOption(cluster: Cluster, given: SubmitOptions): string | undefined {
  const names = Object.keys(ofOneAlone) as (keyof typeof ofOneAlone)[];
  return names.find((name) => ofOneAlone[name] !== cluster && given[name] !== undefined);
}
