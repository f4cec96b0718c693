import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { claimcheck, decided, filesBelow, toys, workingFolder } from './claimcheck.ts';

const verify = ['verify', '--claims', toys, 'holds', 'finding', '--jobs', '2'];
const slow = { TOY_CHUNK_MS: '1000' };

/** Waits until the first batch of runs is in the ledger, and returns the batches that are. */
async function firstBatches(cwd: string): Promise<string[]> {
  const ledger = join(cwd, '.claimcheck', 'ledger', 'results');
  for (;;) {
    const files = existsSync(ledger) ? filesBelow(ledger).filter((path) => path.endsWith('.json')) : [];
    if (files.length > 0) return files;
    await pause(20);
  }
}

describe('a run that is cut short goes on where it stopped', () => {
  it('kill -9: no batch is trained twice, and the evidence is that of a run in one piece', async () => {
    const cwd = workingFolder();
    const running = claimcheck(cwd, verify, slow);
    const batches = await firstBatches(cwd);
    running.kill('SIGKILL');
    expect((await running).signal).toBe('SIGKILL');
    const times = batches.map((path) => statSync(path).mtimeMs);

    const resumed = await claimcheck(cwd, verify);
    expect(resumed.exitCode).toBe(0);
    expect(batches.map((path) => statSync(path).mtimeMs)).toEqual(times);

    const whole = workingFolder();
    await claimcheck(whole, verify);
    for (const claim of ['holds', 'finding']) expect(decided(cwd, claim)).toEqual(decided(whole, claim));
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s: exit %i after the chunk, and how to go on', async (signal, code) => {
    const cwd = workingFolder();
    const running = claimcheck(cwd, verify, slow);
    await firstBatches(cwd);
    running.kill(signal);
    const { exitCode, stdout, stderr } = await running;
    expect(exitCode).toBe(code);
    expect(stdout).toBe('');
    expect(stderr).toContain('stopping after the chunks in flight; press Ctrl-C again to end at once');
    expect(stderr).toContain('stopped: 0 of 2 claims decided');
    expect(stderr).toContain(`to go on from here: claimcheck ${verify.join(' ')}`);
  });

  it('a second Ctrl-C does not wait for the chunk', async () => {
    const cwd = workingFolder();
    const running = claimcheck(cwd, verify, { TOY_CHUNK_MS: '600000' });
    await new Promise((resolve) => running.stderr.once('data', resolve));
    running.kill('SIGINT');
    await new Promise((resolve) => running.stderr.once('data', resolve));
    running.kill('SIGINT');
    expect((await running).exitCode).toBe(130);
  });
});
