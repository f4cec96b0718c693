import type { RunBlock } from '#report';

/** A run on a machine of two cores. */
export const toyRun: RunBlock = {
  environment: {
    engine: 'cpu',
    engineWhy: 'the default',
    packages: { 'onnxruntime-node': '1.30.0' },
    claimcheck: '0.1.0',
    node: '20.20.2',
    platform: 'linux-x64',
    cpu: 'Some CPU',
    cores: 2,
    threads: 1,
    git: { commit: '0123456789abcdef', dirty: true },
    lockfile: null,
  },
  wallSeconds: 12.3,
  finishedAt: '2026-01-02T03:04:05.000Z',
  fingerprint: { tier: 'smoke' },
};
