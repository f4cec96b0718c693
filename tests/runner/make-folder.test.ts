import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../../src/runner/make-folder.ts';

function workingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('makes a folder with those around it, once or again', () => {
  const folder = join(workingFolder(), 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

it('is refused below a file', () => {
  const file = join(workingFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(join(file, 'a', 'b'))).toThrow('ENOTDIR');
});

// In a process of its own: what does not return cannot be ended from within.
it.runIf(existsSync('/proc/self'))('ends where the system makes no folder', async () => {
  const module = new URL('../../src/runner/make-folder.ts', import.meta.url).href;
  const code = `import { makeFolder } from '${module}';
    try { makeFolder('/proc/no/such'); } catch (error) { console.log(error.code); }`;
  const asked = ['--import', 'tsx', '--input-type=module', '--eval', code];
  const { stdout } = await execa(process.execPath, asked, { timeout: 50_000, killSignal: 'SIGKILL' });
  expect(stdout).toBe('ENOENT');
});
