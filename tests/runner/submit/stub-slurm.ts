import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

export interface StubSlurm {
  /** An empty folder beside the commands. */
  readonly folder: string;
  /** What the commands were called with, a line each. */
  readonly calls: () => string[];
  /** Lets a command, one line of shell, answer otherwise. */
  readonly answer: (command: string, line: string) => void;
}

/** Commands of Slurm that only tell how they were called, the only ones on the path until the test is over; jobs are 101, 102 ... */
export function stubSlurm(): StubSlurm {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-slurm-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  onTestFinished(() => void vi.unstubAllEnvs());
  const [bin, log] = [join(folder, 'bin'), join(folder, 'calls')];
  mkdirSync(bin);
  const answer = (command: string, line: string): void =>
    writeFileSync(join(bin, command), `#!/bin/sh\necho "${command} $*" >> '${log}'\n${line}\n`, {
      mode: 0o755,
    });
  answer('sbatch', `echo $((100 + $(grep -c ^sbatch '${log}')))`.replaceAll('grep', '/bin/grep'));
  answer('squeue', 'true');
  answer('scancel', 'true');
  answer('scontrol', 'echo "MaxArraySize            = 4"');
  vi.stubEnv('PATH', bin);
  vi.stubEnv('SLURM_JOB_ID', undefined);
  const calls = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
  return { folder, calls, answer };
}
