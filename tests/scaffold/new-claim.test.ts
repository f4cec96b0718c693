import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newClaim } from '../../src/scaffold/new-claim.ts';

/** A project's folder with a manifest, or without one. */
function projectFolder(manifest?: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-scaffold-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (manifest) writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

const text = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

describe('a new claim', () => {
  it('has the id and the folder that were asked for, in every file', () => {
    const claims = join(projectFolder({ type: 'module' }), 'claims');
    const written = newClaim(claims, 'two-moons/mlp-over-linear');
    expect(written).toEqual({
      created: ['paper.ts', 'setting.ts', 'README.md', 'mlp-over-linear.claim.ts'].map(
        (file) => `two-moons/${file}`,
      ),
      kept: [],
    });
    expect(text(claims, 'two-moons/paper.ts')).toContain("id: 'two-moons'");
    expect(text(claims, 'two-moons/mlp-over-linear.claim.ts')).toContain("id: 'two-moons/mlp-over-linear'");
    const all = written.created.map((path) => text(claims, path)).join('\n');
    expect(all).not.toMatch(/example-(paper|claim)/);
  });

  it('keeps what the paper has, and stands on a setting of its own where the paper has another', () => {
    const claims = join(projectFolder({ type: 'module' }), 'claims');
    mkdirSync(join(claims, 'p'), { recursive: true });
    writeFileSync(join(claims, 'p', 'setting.ts'), 'export const mine = 1;\n');
    writeFileSync(join(claims, 'p', 'paper.ts'), 'export const paper = {};\n');
    expect(newClaim(claims, 'p/second')).toEqual({
      created: ['p/second-setting.ts', 'p/README.md', 'p/second.claim.ts'],
      kept: ['p/paper.ts'],
    });
    expect(text(claims, 'p/setting.ts')).toBe('export const mine = 1;\n');
    expect(text(claims, 'p/second.claim.ts')).toContain("from './second-setting.ts'");
    expect(newClaim(claims, 'q/one').created).toContain('q/setting.ts');
    expect(newClaim(claims, 'q/two')).toEqual({
      created: ['q/two.claim.ts'],
      kept: ['q/paper.ts', 'q/setting.ts', 'q/README.md'],
    });
  });

  it.each(['paper', 'paper/claim/more', 'Paper/claim', '../claim', 'paper/.claim', 'paper/claim.ts', ''])(
    'refuses the id "%s", and writes nothing',
    (id) => {
      const claims = join(projectFolder(), 'claims');
      expect(() => newClaim(claims, id)).toThrow(`"${id}" is not the id of a claim`);
      expect(() => readdirSync(claims)).toThrow();
    },
  );

  it('refuses the id of a claim or a theorem that is there', () => {
    const claims = join(projectFolder({ type: 'module' }), 'claims');
    newClaim(claims, 'p/one');
    writeFileSync(join(claims, 'p', 'two.invariant.ts'), '');
    expect(() => newClaim(claims, 'p/one')).toThrow(/there is .*one\.claim\.ts/);
    expect(() => newClaim(claims, 'p/two')).toThrow(/there is .*two\.invariant\.ts/);
  });

  it.each([
    [{}, true],
    [{ type: 'commonjs' }, true],
    [{ type: 'module' }, false],
  ])('beside the manifest %j, claims are told to be modules: %s', (manifest, own) => {
    const claims = join(projectFolder(manifest), 'claims');
    expect(newClaim(claims, 'p/one').created.includes('package.json')).toBe(own);
    if (own) expect(JSON.parse(text(claims, 'package.json'))).toMatchObject({ type: 'module' });
    expect(newClaim(claims, 'p/two').created).not.toContain('package.json');
  });
});
