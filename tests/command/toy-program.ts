import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ResultStore, RunContext } from '#core';
import type { CommandOptions } from '../../src/command/index.ts';

/** A git repository with files, removed after the test. */
export function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-code-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  commitAll(folder);
  return folder;
}

export const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();

export function commitAll(folder: string): string {
  const author = ['-c', 'user.name=A. Toymaker', '-c', 'user.email=toys@example.org'];
  git(folder, ...author, 'commit', '-qam', 'Change', '--allow-empty');
  return git(folder, 'rev-parse', 'HEAD');
}

/** Options of a program of which each line that is printed has a loss, in a folder of a repository of its own. */
export function toyProgram(text: string): CommandOptions<object> & { readonly code: string } {
  const loss = { from: 'json-lines', value: 'loss' } as const;
  return {
    run: [process.execPath, 'train.mjs', '{seed}'],
    code: repository({ 'train.mjs': text, '.gitignore': 'log' }),
    series: { loss },
    values: { last: loss },
    steps: 10,
  };
}

/** A store in memory, as JSON, and how often it was asked to keep something. */
export function memoryStore(): ResultStore & { readonly size: number } {
  const kept = new Map<string, string>();
  return {
    load: (key) => (kept.has(key) ? (JSON.parse(kept.get(key)!) as unknown) : undefined),
    save: (key, value) => void kept.set(key, JSON.stringify(value)),
    get size() {
      return kept.size;
    },
  };
}

export const context = (seeds: readonly string[], more: Partial<RunContext> = {}): RunContext => ({
  seeds,
  engine: 'cpu',
  threads: 2,
  ...more,
});

/** Lines that programs wrote to the file `log` beside them. */
export const logged = (code: string): string[] => readFileSync(join(code, 'log'), 'utf8').trim().split('\n');
