import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeState } from '#core';
import { commitAll, git, repository } from '../command/toy-program.ts';

const files = { 'train.py': 'print(1)\n', 'net.py': 'pass\n', '.gitignore': 'log\n' };

describe('the state of code', () => {
  it('is another after every change of a file, and the same once it is committed', async () => {
    const code = repository(files);
    const first = await codeState(code);
    expect(first).toMatchObject({ dirty: false, commit: git(code, 'rev-parse', 'HEAD') });
    const seen = new Set([first.hash]);
    const changes: (() => void)[] = [
      () => writeFileSync(join(code, 'train.py'), 'print(2)\n'),
      () => writeFileSync(join(code, 'new.py'), ''),
      () => writeFileSync(join(code, 'new.py'), 'pass\n'),
      () => renameSync(join(code, 'new.py'), join(code, 'newer.py')),
      () => rmSync(join(code, 'net.py')),
      () => symlinkSync('train.py', join(code, 'link.py')),
      () => {
        rmSync(join(code, 'link.py'));
        symlinkSync('nowhere.py', join(code, 'link.py'));
      },
    ];
    for (const change of changes) {
      change();
      const { hash, dirty } = await codeState(code);
      expect(dirty).toBe(true);
      expect(seen.has(hash)).toBe(false);
      seen.add(hash);
      git(code, 'add', '.');
      expect(await codeState(code)).toMatchObject({ hash, dirty: true });
      const commit = commitAll(code);
      expect(await codeState(code)).toEqual({ hash, dirty: false, commit });
    }
  });

  it('is not of what git ignores, of times, or of what lies outside of the folder', async () => {
    const repo = repository({ 'README.md': 'Toys' });
    const code = join(repo, 'code');
    mkdirSync(join(code, '__pycache__'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(code, name), text);
    git(repo, 'add', '.');
    commitAll(repo);
    const first = await codeState(code);
    writeFileSync(join(code, 'log'), 'ignored');
    writeFileSync(join(code, '__pycache__', 'train.pyc'), '1');
    writeFileSync(join(repo, 'README.md'), 'More toys');
    utimesSync(join(code, 'train.py'), 1, 1);
    expect(await codeState(code)).toEqual(first);
    commitAll(repo);
    expect((await codeState(code)).hash).toBe(first.hash);
  });

  it('is not known without a folder, a repository or a commit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claimcheck-code-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await expect(codeState(join(folder, 'none'))).rejects.toThrow(/^the code folder .*none does not exist$/);
    await expect(codeState(folder)).rejects.toThrow(
      /^the state of the code in .* is not known: fatal: not a git repository/,
    );
    git(folder, 'init', '-q');
    await expect(codeState(folder)).rejects.toThrow(/^the state of the code in .* is not known: fatal: /);
  });
});
