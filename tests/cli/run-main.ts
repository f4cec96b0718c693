import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/claims', import.meta.url));

/** Folders of toy claims. */
export const toys = join(fixtures, 'toys');
export const broken = join(fixtures, 'broken');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a working folder and goes there until the test is over. */
export function enterFolder(): string {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-cli-'));
  process.chdir(folder);
  onTestFinished(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Runs the command line in this process, in the current folder, and keeps what it writes. */
export async function runMain(...args: readonly string[]): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    const code = await main(args);
    return { code, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
