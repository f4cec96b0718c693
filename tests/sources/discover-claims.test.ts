import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discoverClaims } from '#sources';

function folderWith(...files: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'claimcheck-discover-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

describe('discoverClaims', () => {
  it('takes id, paper and kind from the path, sorted by id, and imports nothing', () => {
    const root = folderWith(
      'b/two.claim.ts',
      'b/one.invariant.ts',
      'a/three.claim.ts',
      'a/setting.ts',
      'README.md',
    );
    expect(discoverClaims(root)).toEqual([
      { id: 'a/three', paper: 'a', kind: 'empirical', file: join(root, 'a', 'three.claim.ts') },
      { id: 'b/one', paper: 'b', kind: 'invariant', file: join(root, 'b', 'one.invariant.ts') },
      { id: 'b/two', paper: 'b', kind: 'empirical', file: join(root, 'b', 'two.claim.ts') },
    ]);
  });

  it('a claim outside a paper folder is not silently left out', () => {
    expect(() => discoverClaims(folderWith('a/one.claim.ts', 'stray.claim.ts'))).toThrow(
      /stray\.claim\.ts does not lie in a paper's folder/,
    );
    expect(() => discoverClaims(folderWith('a/deeper/one.claim.ts'))).toThrow(
      /does not lie in a paper's folder/,
    );
  });

  it('one id for two files', () => {
    expect(() => discoverClaims(folderWith('a/one.claim.ts', 'a/one.invariant.ts'))).toThrow(
      'two files define a/one',
    );
  });

  it('no folder, no claim', () => {
    expect(() => discoverClaims(join(folderWith(), 'absent'))).toThrow(/there is no claims folder .*absent/);
    expect(() => discoverClaims(folderWith('a/setting.ts'))).toThrow(/there is no claim in/);
  });
});
