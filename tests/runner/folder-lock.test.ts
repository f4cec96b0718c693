import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { verifyClaims } from '#runner';
import { FolderLock } from '../../src/runner/folder-lock.ts';
import { toys } from '../cli/run-main.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'claimcheck-lock-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const lockPath = (out: string): string => join(out, '.claimcheck-lock.json');

const ownedBy = (out: string, pid: number): void =>
  writeFileSync(lockPath(out), JSON.stringify({ pid, since: '2026-01-01T00:00:00.000Z' }));

describe('FolderLock', () => {
  it('is one run at a time, and there for the next once it is released', () => {
    const [out, one, two] = [folder(), new FolderLock(), new FolderLock()];
    one.take(out);
    expect(() => two.take(out)).toThrow(`another run writes to ${out} (process ${process.pid}, since `);
    two.release();
    expect(existsSync(lockPath(out))).toBe(true);
    one.release();
    expect(existsSync(lockPath(out))).toBe(false);
    two.take(out);
    two.release();
  });

  it('is taken over from a process that is gone, from one of the same number, and from half a file', async () => {
    const gone = await execa('node', ['-p', 'process.pid']);
    for (const pid of [Number(gone.stdout), process.pid]) {
      const [out, lock] = [folder(), new FolderLock()];
      ownedBy(out, pid);
      lock.take(out);
      lock.release();
    }
    const [out, lock] = [folder(), new FolderLock()];
    writeFileSync(lockPath(out), '{"pi');
    lock.take(out);
    lock.release();
  });

  const text = JSON.stringify({ pid: 1, host: 'another-host', since: '2026-01-01T00:00:00.000Z' });

  it('of a run on another machine is kept as long as it is written anew, whatever number the process has', () => {
    const [out, lock] = [folder(), new FolderLock()];
    writeFileSync(lockPath(out), text);
    expect(() => lock.take(out)).toThrow(`another run writes to ${out} (process 1 on another-host, since `);
    expect(readFileSync(lockPath(out), 'utf8')).toBe(text);
    const silent = new Date(Date.now() - 61_000);
    utimesSync(lockPath(out), silent, silent);
    lock.take(out);
    lock.release();
    expect(readdirSync(out)).toEqual([]);
  });

  it('is written anew while it is held, and left alone when another has it', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const [out, lock] = [folder(), new FolderLock()];
    lock.take(out);
    const own = readFileSync(lockPath(out), 'utf8');
    const before = new Date(1_000_000);
    utimesSync(lockPath(out), before, before);
    vi.advanceTimersByTime(10_000);
    expect(readFileSync(lockPath(out), 'utf8')).toBe(own);
    expect(statSync(lockPath(out)).mtimeMs).toBeGreaterThan(before.getTime());
    writeFileSync(lockPath(out), text);
    utimesSync(lockPath(out), before, before);
    vi.advanceTimersByTime(60_000);
    expect(statSync(lockPath(out)).mtime).toEqual(before);
    lock.release();
    expect(readFileSync(lockPath(out), 'utf8')).toBe(text);
  });

  it('verify refuses a folder that another process writes to, and leaves its lock', async () => {
    const out = folder();
    ownedBy(out, process.ppid);
    const options = { tier: 'smoke', seedBase: 0, engine: 'reference', ledger: join(out, 'ledger') } as const;
    const refused = verifyClaims({ claims: toys, filters: ['theorem'], out, ...options });
    await expect(refused).rejects.toMatchObject({
      message: `another run writes to ${out} (process ${process.ppid}, since 2026-01-01T00:00:00.000Z)`,
      hint: expect.stringContaining('--out DIR') as string,
    });
    expect(existsSync(lockPath(out))).toBe(true);
  });
});

describe('a lock that was lost', () => {
  it('is told, whoever has it now', () => {
    const [out, lock] = [folder(), new FolderLock()];
    lock.take(out);
    expect(() => lock.requireHeld()).not.toThrow();
    ownedBy(out, process.ppid);
    expect(() => lock.requireHeld()).toThrow(`another run has taken ${out}: this one writes nothing more`);
    lock.release();
    expect(existsSync(lockPath(out))).toBe(true);
  });

  it('with its folder is taken again', () => {
    const [out, lock, other] = [folder(), new FolderLock(), new FolderLock()];
    lock.take(out);
    rmSync(out, { recursive: true });
    expect(() => lock.requireHeld()).not.toThrow();
    expect(() => other.take(out)).toThrow(`another run writes to ${out}`);
    lock.release();
  });

  it('of another container of the same host is kept as long as it is written anew', () => {
    const [out, lock] = [folder(), new FolderLock()];
    const host = `${hostname()} pid:[1]`;
    writeFileSync(lockPath(out), JSON.stringify({ pid: 999_999, host, since: '2026-01-01T00:00:00.000Z' }));
    expect(() => lock.take(out)).toThrow(
      `another run writes to ${out} (process 999999 on ${hostname()}, since `,
    );
    const ahead = new Date(Date.now() + 3_600_000);
    utimesSync(lockPath(out), ahead, ahead);
    lock.take(out);
    lock.release();
  });
});
