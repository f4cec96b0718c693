import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { signatureOf } from '../../src/sources/file-signatures.ts';
import { KeptFiles } from '../../src/sources/kept-files.ts';

/** Two files, one of code that reads them, and what is kept of the two. */
async function kept() {
  const folder = mkdtempSync(join(tmpdir(), 'kept-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [one, two, code, path] = ['one', 'two', 'code', 'ledger/kept.json'].map((name) =>
    join(folder, name),
  ) as [...[string, string, string, string]];
  for (const file of [one, two, code]) writeFileSync(file, `first ${file}`);
  const open = (what = 'text') =>
    new KeptFiles<string>(path, what, async () => Promise.resolve({ [code]: signatureOf(code) }));
  const files = open();
  for (const file of [one, two]) expect(await files.of(file, readOf(file))).toBe(`first ${file}`);
  files.save();
  return { one, two, code, path, open };
}

const readOf = (file: string) => async () => Promise.resolve(readFileSync(file, 'utf8'));
const unread = (): Promise<string> => Promise.resolve('read anew');

describe('KeptFiles', () => {
  it('knows what was read of files that nobody touched, and of the others reads it anew', async () => {
    const { one, two, open } = await kept();
    const again = open();
    expect(await again.of(one, unread)).toBe(`first ${one}`);
    writeFileSync(two, 'second');
    expect(await again.of(two, readOf(two))).toBe('second');
    again.save();
    const third = open();
    expect(await third.of(one, unread)).toBe(`first ${one}`);
    expect(await third.of(two, unread)).toBe('second');
  });

  it('knows nothing after a change of the code, of what is kept, or of its file', async () => {
    const { one, two, code, path, open } = await kept();
    expect(await open('another').of(one, unread)).toBe('read anew');
    writeFileSync(path, readFileSync(path, 'utf8').replace(`first ${two}`, 'forged'));
    expect(await open().of(one, unread)).toBe('read anew');
    const { one: other, code: changed, open: reopen } = await kept();
    writeFileSync(changed, 'changed');
    expect(await reopen().of(other, unread)).toBe('read anew');
    expect(code).not.toBe(changed);
  });

  it('keeps nothing where the code is not known, or what cannot be read', async () => {
    const { one, path } = await kept();
    rmSync(path);
    const files = new KeptFiles<string>(path, 'text', async () => Promise.resolve(undefined));
    expect(await files.of(one, readOf(one))).toBe(`first ${one}`);
    files.save();
    expect(() => readFileSync(path)).toThrow('ENOENT');
    await expect(files.of(one, () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
  });
});
