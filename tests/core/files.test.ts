import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError, writeFileAtomic } from '#core';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'claimcheck-files-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeFileAtomic', () => {
  it('makes folders on the way and leaves nothing beside the file', () => {
    const path = join(folder, 'a', 'b.json');
    writeFileAtomic(path, 'one');
    writeFileAtomic(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.json']);
  });

  it('says which path cannot be written and what to do', () => {
    writeFileSync(join(folder, 'file'), '');
    const attempt = (): void => writeFileAtomic(join(folder, 'file', 'x.json'), '');
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(/cannot write .*x\.json/);
  });

  it('ends where the working folder was deleted', async () => {
    const script = `
      import { mkdtempSync, rmdirSync } from 'node:fs';
      import { writeFileAtomic } from '#core';
      const folder = mkdtempSync(${JSON.stringify(join(folder, 'gone-'))});
      process.chdir(folder);
      process.cwd();
      rmdirSync(folder);
      writeFileAtomic('out/evidence.json', 'kept');
      console.log(folder);
    `;
    const { stdout } = await execa('node', ['--import', 'tsx', '--input-type=module', '-e', script], {
      timeout: 60_000,
    });
    expect(readFileSync(join(stdout, 'out', 'evidence.json'), 'utf8')).toBe('kept');
  });
});
