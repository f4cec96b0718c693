import type { SlurmSubmission } from '../../../src/runner/submit/slurm-scripts.ts';

/** A submission of units with the keys `key-1`, `key-2` ... */
export function toySubmission(units: number, more: Partial<SlurmSubmission> = {}): SlurmSubmission {
  return {
    project: '/toys/a project',
    command: ['/usr/bin/node', '/opt/claim check/bin.mjs'],
    options: ['--tier', 'smoke'],
    again: ['submit', '--on', 'slurm', '--tier', 'smoke'],
    units: Array.from({ length: units }, (_, index) => ({
      key: `key-${index + 1}`,
      claims: ['toy-paper/holds'],
      arm: 'treatment',
      seconds: null,
      megabytes: null,
    })),
    resources: {},
    ...more,
  };
}
