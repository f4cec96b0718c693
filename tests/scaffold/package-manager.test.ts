import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageManagerOf } from '../../src/scaffold/package-manager.ts';

it('the package manager of a folder is that of the nearest lock file, else the one that this runs under, else npm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-manager-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const inner = join(folder, 'packages', 'mine');
  mkdirSync(inner, { recursive: true });
  const name = (agent: string): string => packageManagerOf(inner, agent).name;
  expect(name('pnpm/10.1.0 npm/? node/v22')).toBe('pnpm');
  expect(name('yarn/4.0.0 npm/? node/v22')).toBe('yarn');
  expect(name('')).toBe('npm');
  writeFileSync(join(folder, 'yarn.lock'), '');
  expect(name('npm/10.0.0')).toBe('yarn');
  writeFileSync(join(inner, 'pnpm-lock.yaml'), '');
  expect(name('npm/10.0.0')).toBe('pnpm');
});
