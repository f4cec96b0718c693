import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeEngines } from '#engine';
import { packageRoot } from '#core';
import { claimKeys, whyChanged } from '../../src/runner/claim-fingerprint.ts';
import type { ClaimKeys } from '../../src/runner/claim-keys.ts';
import { discoverClaims } from '../../src/sources/discover-claims.ts';

const settings = { tier: 'smoke', family: 'judge', seedBase: 0, engine: 'cpu' } as const;

/** A claims folder inside the package, where `#core` and the like resolve. */
function claimsFolder(files: Readonly<Record<string, string>>): string {
  mkdirSync(join(packageRoot, '.claimcheck'), { recursive: true });
  const root = mkdtempSync(join(packageRoot, '.claimcheck', 'test-claims-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write(root, files);
  return root;
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(root, 'toy'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'toy', name), text);
}

async function keysOf(
  root: string,
  changed: Partial<Parameters<typeof claimKeys>[2]> = {},
): Promise<ClaimKeys> {
  return claimKeys(discoverClaims(root)[0]!, root, { ...settings, ...changed });
}

const files = {
  'one.claim.ts': `import { sha256 } from '#core';\nimport { size } from './setting.ts';\nexport default sha256(String(size));`,
  'setting.ts': 'export const size = 3;',
  'unused.ts': 'export const other = 4;',
};

describe('claimKeys', () => {
  it('names the files of the claim, the source folders they and the judge use, versions and settings', async () => {
    const { fingerprint } = await keysOf(claimsFolder(files));
    expect(Object.keys(fingerprint).sort()).toEqual([
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-core',
      'cpu engine',
      'engine',
      'fast-check',
      'onnxruntime-node',
      'pure-rand',
      'seed base',
      'seed family',
      'src/claim',
      'src/core',
      'src/stats',
      'tier',
      'toy/one.claim.ts',
      'toy/setting.ts',
    ]);
  });

  it('a comment, a blank line and a file that is not imported change nothing', async () => {
    const root = claimsFolder(files);
    const before = await keysOf(root);
    write(root, {
      'setting.ts': '// three\n\nexport const size = 3;',
      'unused.ts': 'export const other = 5;',
    });
    const { fingerprint, salt, files: states } = await keysOf(root);
    expect({ fingerprint, salt }).toEqual({ fingerprint: before.fingerprint, salt: before.salt });
    // The file was edited all the same, and a process may have loaded it before or after.
    expect(Object.keys(states)).toEqual(Object.keys(before.files));
    expect(states).not.toEqual(before.files);
  });

  it('a number in an imported file changes evidence and training keys, and is named', async () => {
    const root = claimsFolder(files);
    const before = await keysOf(root);
    write(root, { 'setting.ts': 'export const size = 4;' });
    const after = await keysOf(root);
    expect(after.salt).not.toBe(before.salt);
    expect(whyChanged(before.fingerprint, after.fingerprint)).toEqual(['toy/setting.ts changed']);
  });

  it('settings change the evidence but not what was trained', async () => {
    const root = claimsFolder(files);
    const before = await keysOf(root);
    const after = await keysOf(root, { tier: 'standard', family: 'dev', seedBase: 2 });
    expect(after.salt).toBe(before.salt);
    expect(whyChanged(before.fingerprint, after.fingerprint)).toEqual([
      'tier was smoke, now standard',
      'seed family was judge, now dev',
      'seed base was 0, now 2',
    ]);
  });

  it('the training key of shared runs is that of their file, whatever claim asks', async () => {
    const root = claimsFolder({ ...files, 'two.claim.ts': 'export default 2;' });
    const [one, two] = discoverClaims(root);
    const runsFile = join(root, 'toy/setting.ts');
    const own = await claimKeys(one!, root, settings);
    const [first, second] = await Promise.all(
      [one!, two!].map(({ file }) => claimKeys({ file, runsFile }, root, settings)),
    );
    expect(first!.salt).toBe(second!.salt);
    expect(first!.salt).not.toBe(own.salt);
    expect(first!.fingerprint).toEqual(own.fingerprint);
    write(root, { 'two.claim.ts': 'export default 3;' });
    const after = await claimKeys({ file: two!.file, runsFile }, root, settings);
    expect(after.salt).toBe(second!.salt);
    expect(after.fingerprint).not.toEqual(second!.fingerprint);
  });

  it('what only judges and describes changes the evidence but not what was trained', async () => {
    const claim = (margin: number) => `import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { size } from './setting.ts';
import { margin } from './margins.ts';
export default defineClaim({
  source: { paper, at: 'Fig. 1' },
  arms: { a: size },
  effect: { margin: margin + ${margin} },
});`;
    const root = claimsFolder({
      'one.claim.ts': claim(1),
      'setting.ts': 'export const size = 3;',
      'paper.ts': "export const paper = { title: 'A' };",
      'margins.ts': 'export const margin = 1;',
    });
    const before = await keysOf(root);
    write(root, { 'one.claim.ts': claim(2), 'paper.ts': "export const paper = { title: 'B' };" });
    write(root, { 'margins.ts': 'export const margin = 2;' });
    const judged = await keysOf(root);
    expect(judged.salt).toBe(before.salt);
    expect(whyChanged(before.fingerprint, judged.fingerprint).sort()).toEqual(
      ['margins', 'one.claim', 'paper'].map((name) => `toy/${name}.ts changed`),
    );
    write(root, { 'setting.ts': 'export const size = 4;' });
    expect((await keysOf(root)).salt).not.toBe(before.salt);
  });

  it('what one engine alone has is no part of evidence of another', async () => {
    const root = claimsFolder({
      'one.claim.ts': `import { compile } from '#engine';\nexport default compile;`,
    });
    const hashOn = async (engine: string): Promise<string | undefined> =>
      (await keysOf(root, { engine })).fingerprint['src/engine'];
    const engines = ['cpu', 'webgpu', 'reference', 'cuda'];
    const [cpu, webgpu, reference, cuda] = await Promise.all(engines.map(hashOn));
    expect(reference).toBeDefined();
    expect(cuda).toBe(reference);
    expect(new Set([cpu, webgpu, reference]).size).toBe(3);
  });

  it.each([
    ['cpu', ['native']],
    ['webgpu', ['webgpu']],
    ['reference', []],
  ])('on %s, of the folders of engines %j is hashed', async (engine, expected) => {
    const root = claimsFolder({
      'one.claim.ts': `import { compile } from '#engine';\nexport default compile;`,
    });
    const { files } = await keysOf(root, { engine });
    const own = Object.keys(files).flatMap(
      (file) => /src.engine.(native|webgpu)[/\\\\]/.exec(file)?.[1] ?? [],
    );
    expect([...new Set(own)]).toEqual(expected);
  });

  it('on WebGPU the adapter is part of what was trained, elsewhere there is none', async () => {
    const root = claimsFolder(files);
    const detail = (await describeEngines()).find(({ name }) => name === 'webgpu')!.detail;
    const { fingerprint, salt } = await keysOf(root, { engine: 'webgpu' });
    expect(fingerprint['webgpu adapter']).toBe(detail);
    expect((await keysOf(root)).fingerprint).not.toHaveProperty(['webgpu adapter']);
    expect(salt).not.toBe((await keysOf(root)).salt);
  });

  it('a file that cannot be parsed is named', async () => {
    const root = claimsFolder({ 'one.claim.ts': 'export default {{' });
    await expect(keysOf(root)).rejects.toThrow(/cannot follow the imports of .*one\.claim\.ts/);
  });
});
