import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mendOf, UserError, writeFileAtomic } from '#core';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'claimcheck-files-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('mendOf', () => {
  it('a full disk or quota needs room, whatever else another folder', () => {
    for (const code of ['ENOSPC', 'EDQUOT']) {
      expect(mendOf(Object.assign(new Error(code), { code }), '/ledger')).toMatch(
        /room on the disk of \/ledger/,
      );
    }
    expect(mendOf(Object.assign(new Error('EACCES'), { code: 'EACCES' }), '/ledger')).toMatch(/--out DIR/);
  });
});

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
});
