import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, decided, toys, workingFolder } from './claimcheck.ts';

/** A project in which the claim `aa-sets` sets a global of its process and the claim `zz-reads` walks as far as that says. */
function settingProject(): string {
  const cwd = linkedProject();
  const paper = join(cwd, 'claims', 'toy-paper');
  const holds = readFileSync(join(paper, 'holds.claim.ts'), 'utf8');
  const toys = {
    'aa-sets': holds.replace('export default', 'Object.assign(globalThis, { far: 9 });\nexport default'),
    'zz-reads': holds.replace(
      'walk(run, size, 0)',
      "walk(run, size, Number(Reflect.get(globalThis, 'far') ?? 0))",
    ),
  };
  for (const [name, text] of Object.entries(toys)) {
    expect(text).not.toBe(holds);
    writeFileSync(join(paper, `${name}.claim.ts`), text.replace('toy-paper/holds', `toy-paper/${name}`));
  }
  return cwd;
}

/** Ids of the processes that were started by the one of this id. */
async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await execa('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  return lines
    .filter(([, of, ...command]) => Number(of) === parent && command.join(' ').includes('worker.ts'))
    .map(([pid]) => Number(pid));
}

/** The processes of the claim that is judged and of the next; what had read the claims is gone by then. */
async function judgingAndSpare(parent: number): Promise<number[]> {
  for (let before = ''; ; await pause(300)) {
    const workers = await childrenOf(parent);
    if (workers.length === 2 && workers.join() === before) return workers;
    before = workers.join();
  }
}

async function ended(pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    for (;;) {
      try {
        process.kill(pid, 0);
      } catch {
        break;
      }
      await pause(50);
    }
  }
}

describe('claims that are judged one after the other', () => {
  it('get processes of their own: what one sets does not reach the next', async () => {
    const [together, alone] = [settingProject(), settingProject()];
    const both = await claimcheck(together, ['verify', 'aa-sets', 'zz-reads', '--jobs', '1']);
    expect(both.exitCode).toBe(0);
    await claimcheck(alone, ['verify', 'zz-reads', '--jobs', '1']);
    expect(decided(together, 'zz-reads')).toEqual(decided(alone, 'zz-reads'));
  }, 240_000);

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    '%s of the run leaves no process behind, the spare one neither',
    async (signal) => {
      const verify = ['verify', '--claims', toys, 'holds', 'finding', '--jobs', '1'];
      const running = claimcheck(workingFolder(), verify, { TOY_CHUNK_MS: '1500' });
      const workers = await judgingAndSpare(running.pid!);
      running.kill(signal);
      await running;
      await ended(workers);
    },
    120_000,
  );
});
