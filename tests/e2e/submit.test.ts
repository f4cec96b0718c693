import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, decided } from './claimcheck.ts';
import { missingCommands, startCluster } from './slurm-cluster.ts';

interface Unit {
  readonly key: string;
  readonly claims: readonly string[];
  readonly arm: string;
  readonly look: number;
  readonly done: boolean;
}

/** A project with a claim that its first look decides, and with `wavers`, which needs a second one. */
function project(): string {
  const cwd = linkedProject();
  const folder = join(cwd, 'claims', 'toy-paper');
  const wavers = readFileSync(join(folder, 'holds.claim.ts'), 'utf8')
    .replace('toy-paper/holds', 'toy-paper/wavers')
    .replace('revision: 1', 'revision: 2')
    .replace('walk(run, size, 1)', 'walk(run, size, 0.225)');
  writeFileSync(join(folder, 'wavers.claim.ts'), wavers);
  return cwd;
}

const names = ['holds', 'wavers'];

const submittedIn = (cwd: string, round: number): string[] =>
  readFileSync(join(cwd, 'claimcheck-out', 'slurm', String(round), 'units-1.txt'), 'utf8')
    .trim()
    .split('\n');

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await pause(300);
}

// Debian's packages slurm-wlm and munge, which .ci/run installs.
describe.skipIf(missingCommands.length > 0)(
  `claimcheck submit --on slurm${missingCommands.length > 0 ? ` (not installed: ${missingCommands.join(', ')})` : ''}`,
  () => {
    it('leaves the evidence of one machine, also where a task was killed; further looks are trained as needed', async () => {
      const cwd = project();
      const { env, ask } = await startCluster();
      const submit = ['submit', ...names, '--on', 'slurm'];
      const submitted = await claimcheck(cwd, submit, { ...env, TOY_CHUNK_MS: '300' });
      expect(submitted.stderr).toBe('');
      expect(submitted.stdout).toContain('6 units submitted, array 1; job 2 goes on when they have ended');
      const running = (): Promise<string> =>
        ask('squeue', '--noheader', '--states=RUNNING', '--array', '--format=%i');
      await until(async () => (await running()).split('\n').includes('1_1'));
      await ask('scancel', '--signal=KILL', '--full', '1_1');
      await until(async () => (await ask('squeue', '--noheader')).trim() === '');

      // As of a folder without the evidence, for which nothing would be needed.
      const { stdout } = await claimcheck(cwd, ['plan', ...names, '--json', '--out', 'elsewhere']);
      const { units } = JSON.parse(stdout) as { readonly units: readonly Unit[] };
      const keysOf = (claim: string, look: number): string[] =>
        units
          .filter((unit) => unit.claims[0] === `toy-paper/${claim}` && unit.look === look)
          .map(({ key }) => key);
      expect(units.map(({ look, done }) => [look, done])).toEqual([
        ...Array.from({ length: 6 }, () => [1, true]),
        ...Array.from({ length: 3 }, () => [2, true]),
      ]);
      expect(submittedIn(cwd, 1)).toEqual([...keysOf('holds', 1), ...keysOf('wavers', 1)]);
      expect(submittedIn(cwd, 2).sort()).toEqual([submittedIn(cwd, 1)[0]!, ...keysOf('wavers', 2)].sort());
      expect(existsSync(join(cwd, 'claimcheck-out', 'slurm', '3'))).toBe(false);

      const alone = project();
      await claimcheck(alone, ['verify', ...names]);
      for (const name of names) expect(decided(cwd, name)).toEqual(decided(alone, name));
    }, 600_000);
  },
);
