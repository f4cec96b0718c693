import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discoverClaims, surveyClaims } from '#sources';

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

  it.each(['stray.claim.ts', 'stray.invariant.ts', 'a/deeper/stray.claim.ts', 'x/y/z/stray.claim.ts'])(
    '%s lies in no folder of a paper: told by path with the place, and the others are found',
    (stray) => {
      const root = folderWith('a/one.claim.ts', 'b/two.claim.ts', stray);
      expect(discoverClaims(root).map(({ id }) => id)).toEqual(['a/one', 'b/two']);
      const told = surveyClaims(root).filter(({ problem }) => problem);
      expect(told).toEqual([expect.objectContaining({ file: join(root, stray) })]);
      const name = basename(stray);
      expect(told[0]!.problem!.message).toMatch(new RegExp(`${stray} does not lie in a paper's folder$`));
      expect(told[0]!.problem!.hint).toMatch(
        new RegExp(`^move it to .*<paper>/${name}, the folder of the paper`),
      );
      expect(() => discoverClaims(folderWith(stray))).toThrow(/stray.* does not lie in a paper's folder/);
    },
  );

  it('one id for two files: both are named, neither is judged, and the others are found', () => {
    const root = folderWith('a/one.claim.ts', 'a/one.invariant.ts', 'a/two.claim.ts');
    expect(discoverClaims(root).map(({ id }) => id)).toEqual(['a/two']);
    expect(surveyClaims(root)[0]).toMatchObject({
      id: 'a/one',
      problem: {
        message: expect.stringMatching(
          /two files define a\/one: .*one\.claim\.ts and .*one\.invariant\.ts/,
        ) as string,
      },
    });
  });

  it('no folder, no claim', () => {
    expect(() => discoverClaims(join(folderWith(), 'absent'))).toThrow(/there is no claims folder .*absent/);
    expect(() => discoverClaims(folderWith('a/setting.ts'))).toThrow(/there is no claim in/);
  });
});
