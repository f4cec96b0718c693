import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { initProject, neededPackages } from '../../src/scaffold/init-project.ts';

function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-init-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const all = [
  'package.json',
  '.gitignore',
  'tsconfig.json',
  'vitest.config.mts',
  '.github/workflows/claims.yml',
  'claims/example-paper/paper.ts',
  'claims/example-paper/setting.ts',
  'claims/example-paper/README.md',
  'claims/example-paper/example-claim.claim.ts',
];

it('the packages of a project are those that this one was made with', () => {
  const { version, dependencies } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { version: string; dependencies: Record<string, string> };
  expect(neededPackages()).toMatchObject({
    claimcheck: `^${version}`,
    '@tensorflow/tfjs-core': dependencies['@tensorflow/tfjs-core'],
  });
});

describe('a project of claims', () => {
  it('in an empty folder, and in one that is not there yet', () => {
    const folder = folderWith();
    expect(initProject(folder)).toEqual({ created: all, kept: [] });
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
      type: 'module',
      private: true,
      devDependencies: neededPackages(),
    });
    expect(initProject(join(folder, 'Deep', 'My Project')).created).toEqual(all);
    expect(readFileSync(join(folder, 'Deep', 'My Project', 'package.json'), 'utf8')).toContain(
      '"my-project"',
    );
  });

  it('changes nothing that is there, whatever it is', () => {
    const mine = {
      'package.json': '{"name":"mine"}',
      '.gitignore': 'x\n',
      'tsconfig.json': '{}',
      'vite.config.mts': '// mine\n',
    };
    const folder = folderWith(mine);
    const { created, kept } = initProject(folder);
    expect(kept).toEqual(Object.keys(mine));
    // The project is no ES module, so the claims say that they are.
    expect(created).toEqual([
      '.github/workflows/claims.yml',
      'claims/package.json',
      ...all.filter((path) => path.startsWith('claims/')),
    ]);
    for (const [name, text] of Object.entries(mine))
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  it('a second time writes nothing', () => {
    const folder = folderWith();
    initProject(folder);
    expect(initProject(folder).created).toEqual([]);
  });

  it('leaves a folder with claims alone, and puts the first one into an empty one', () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'claims'));
    expect(initProject(folder).created).toContain('claims/example-paper/example-claim.claim.ts');
    rmSync(join(folder, 'claims', 'example-paper', 'paper.ts'));
    const again = initProject(folder);
    expect(again.created).toEqual([]);
    expect(again.kept).toContain('claims');
  });

  it('makes ES modules of claims that are there in a project of CommonJS', () => {
    const folder = folderWith({ 'package.json': '{"name":"mine","type":"commonjs"}' });
    initProject(folder);
    rmSync(join(folder, 'claims', 'package.json'));
    expect(initProject(folder).created).toEqual(['claims/package.json']);
    expect(readFileSync(join(folder, 'claims', 'package.json'), 'utf8')).toContain('"type": "module"');
  });

  it('says where a manifest cannot be read', () => {
    const folder = folderWith({ 'package.json': '{' });
    expect(() => initProject(folder)).toThrow(/package\.json cannot be read/);
  });
});
