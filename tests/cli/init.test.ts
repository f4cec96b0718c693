import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runMain } from './run-main.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'claimcheck-init-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const kept = (stdout: string): string[] => stdout.split('\n').filter((line) => line.startsWith('kept'));

describe('claimcheck init', () => {
  it('names what it wrote and what comes next, and a second time asks for nothing', async () => {
    const project = join(folder(), 'mine');
    const first = await runMain('init', project);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('written  claims/example-paper/example-claim.claim.ts');
    expect(first.stdout).toMatch(/next: cd .*mine && npm install && npx claimcheck verify\n$/);
    const second = await runMain('init', project);
    expect(kept(second.stdout)).toEqual([
      ...[
        'package.json',
        '.gitignore',
        'tsconfig.json',
        '.github/workflows/claims.yml',
        'vitest.config.mts',
      ].map((path) => `kept     ${path}`),
      'kept     claims: it is yours; claimcheck new <paper>/<claim> adds a claim',
    ]);
    expect(second.stdout).not.toContain('badge');
  });

  it('says of a file that it keeps what is missing in it', async () => {
    const project = folder();
    writeFileSync(join(project, 'package.json'), '{"devDependencies":{"vitest":"^4.1.0"}}');
    writeFileSync(join(project, '.gitignore'), 'node_modules\n');
    writeFileSync(join(project, 'tsconfig.json'), '{}');
    writeFileSync(join(project, 'vitest.config.ts'), '');
    writeFileSync(join(project, 'package-lock.json'), '{}');
    const { stdout } = await runMain('init', project);
    // Whoever does what comes next has all that claims import.
    expect(stdout).toMatch(
      /^next: cd .* && npm install --save-dev @tensorflow\/tfjs-core@[\d.]+ claimcheck && npx claimcheck verify$/m,
    );
    expect(kept(stdout)).toEqual([
      expect.stringMatching(
        /package\.json: it lacks packages: npm install --save-dev @tensorflow\/tfjs-core@[\d.]+ claimcheck$/,
      ),
      'kept     .gitignore: add .claimcheck/ and claimcheck-out/',
      expect.stringMatching(/"allowImportingTsExtensions".*; .*"typeRoots" to/),
      expect.stringContaining('claimsProject()'),
    ]);
  });

  it.each([
    ['pnpm-lock.yaml', 'pnpm add --save-dev @tensorflow'],
    ['yarn.lock', 'yarn add --dev @tensorflow'],
    ['package-lock.json', 'npm install --save-dev @tensorflow'],
  ])('with %s says how packages come there', async (lockFile, command) => {
    const project = folder();
    writeFileSync(join(project, 'package.json'), '{"devDependencies":{"vitest":"^4.1.0","claimcheck":"0"}}');
    writeFileSync(join(project, lockFile), '');
    const { stdout } = await runMain('init', project);
    expect(stdout).toContain(`it lacks packages: ${command}`);
    expect(stdout).toMatch(new RegExp(`^next: .* && ${command}.* && npx claimcheck verify$`, 'm'));
  });
});
