import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, decided } from './claimcheck.ts';

/** A project whose claim `holds` loops in its second arm for ever while the file `loop` is there, having said who it is. */
function loopingProject(): string {
  const cwd = linkedProject();
  const path = join(cwd, 'claims', 'toy-paper', 'holds.claim.ts');
  const looping = readFileSync(path, 'utf8').replace(
    'still: (run, size) => walk(run, size, 0)',
    `still: (run, size) => {
      if (existsSync('loop')) { writeFileSync('pid', String(process.pid)); for (;;); }
      return walk(run, size, 0);
    }`,
  );
  writeFileSync(path, `import { existsSync, writeFileSync } from 'node:fs';\n${looping}`);
  writeFileSync(join(cwd, 'loop'), '');
  return cwd;
}

async function looping(cwd: string): Promise<number> {
  const path = join(cwd, 'pid');
  while (!existsSync(path) || readFileSync(path, 'utf8') === '') await pause(20);
  return Number(readFileSync(path, 'utf8'));
}

async function ends(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await pause(50);
  }
}

const verify = ['verify', 'holds'];

describe('an arm that loops for ever', () => {
  it('SIGTERM once ends the run, 143, and its worker; going on gives the evidence of a run in one piece', async () => {
    const cwd = loopingProject();
    const running = claimcheck(cwd, verify);
    const pid = await looping(cwd);
    process.kill(running.pid!, 'SIGTERM');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(143);
    expect(stderr).toContain('stopped: 0 of 1 claim decided');
    await ends(pid);

    const again = loopingProject();
    for (const folder of [cwd, again]) {
      rmSync(join(folder, 'loop'));
      const { exitCode: code, stdout } = await claimcheck(folder, verify);
      expect([code, stdout]).toEqual([0, expect.stringContaining('✓ supported') as string]);
    }
    expect(decided(cwd, 'holds')).toEqual(decided(again, 'holds'));
  }, 240_000);

  it('kill -9 of the run ends its worker', async () => {
    const cwd = loopingProject();
    const running = claimcheck(cwd, verify);
    const pid = await looping(cwd);
    running.kill('SIGKILL');
    await running;
    await ends(pid);
  }, 120_000);

  it('SIGTERM ends a run that waits for an import', async () => {
    const cwd = linkedProject();
    const path = join(cwd, 'claims', 'toy-paper', 'holds.claim.ts');
    writeFileSync(
      path,
      `import { writeFileSync } from 'node:fs';\nwriteFileSync('pid', String(process.pid)); for (;;);`,
    );
    const running = claimcheck(cwd, verify);
    const pid = await looping(cwd);
    running.kill('SIGTERM');
    const { exitCode, stderr } = await running;
    expect([exitCode, stderr]).toEqual([
      143,
      expect.stringContaining('stopped before anything was judged') as string,
    ]);
    await ends(pid);
  }, 120_000);
});
