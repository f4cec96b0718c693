import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '#core';
import { digestOf, readJsonFile, writeEvidence } from '#ledger';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  path = join(folder, 'paper', 'claim.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What reading the path throws. */
function failure(what?: string): UserError {
  try {
    readJsonFile(path, what);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('evidence files', () => {
  it('equal evidence gives equal bytes, whatever the order of its fields', () => {
    writeEvidence(path, { b: [NaN, 1], a: { d: Infinity, c: -0 } });
    const text = readFileSync(path, 'utf8');
    writeEvidence(path, { a: { c: 0, d: Infinity }, b: [NaN, 1] });
    expect(readFileSync(path, 'utf8')).toBe(text);
    const content = { a: { c: 0, d: 'Infinity' }, b: ['NaN', 1] };
    expect(readJsonFile(path)).toEqual({ ...content, digest: digestOf(content) });
    expect(readdirSync(join(folder, 'paper'))).toEqual(['claim.json']);
  });

  it('cut in half: says where, and what to do', () => {
    writeEvidence(path, { values: [1, 2, 3] });
    truncateSync(path, 12);
    expect(failure().message).toBe(`evidence file ${path} is damaged (cut off at byte 12)`);
    expect(failure().hint).toBe('verify again, or delete it');
  });

  it('emptied by a full disk', () => {
    writeEvidence(path, {});
    truncateSync(path, 0);
    expect(failure('summary').message).toBe(`summary ${path} is damaged (empty)`);
  });

  it('edited into something that is not JSON', () => {
    writeEvidence(path, {});
    writeFileSync(path, '{"verdict": supported}');
    expect(failure().message).toContain(`evidence file ${path} is damaged (not JSON: `);
  });

  it('absent', () => {
    expect(failure().message).toBe(`evidence file ${path} does not exist`);
    expect(failure().hint).toBe('verify first, or correct the path');
  });

  it('a folder in the place of the file', () => {
    path = folder;
    expect(failure().message).toContain(`cannot read evidence file ${folder}: `);
  });
});
