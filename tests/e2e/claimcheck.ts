import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'src', 'cli', 'bin.mjs');

/** Folders of toy claims. */
export const toys = join(root, 'fixtures', 'claims', 'toys');
export const broken = join(root, 'fixtures', 'claims', 'broken');
export const crashing = join(root, 'fixtures', 'claims', 'crashing');
export const faulting = join(root, 'fixtures', 'claims', 'faulting');
export const programs = join(root, 'fixtures', 'claims', 'programs');

/** A working folder of its own, removed after the test. */
export function workingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-e2e-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the command line in a folder; the promise does not reject, whatever the exit code. */
export const claimcheck = (
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) => execa('node', [bin, ...args], { reject: false, cwd, env: { NO_COLOR: '1', ...env } });

export function readJson(...path: readonly string[]): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>;
}

/** The evidence of a toy claim without what may differ between equal runs. */
export function decided(cwd: string, claim: string): Readonly<Record<string, unknown>> {
  const { run, digest, ...evidence } = readJson(
    cwd,
    'claimcheck-out',
    'evidence',
    'toy-paper',
    `${claim}.json`,
  );
  if (typeof run !== 'object' || typeof digest !== 'string') throw new Error('no run block, or no digest');
  return evidence;
}

/** All files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
