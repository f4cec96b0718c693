import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A folder with a copy of the toy claims, `claims/toy-paper`, that a test may write to; removed after the test. */
export function linkedProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // The aliases that claims import by are those of the nearest package.json.
  for (const name of ['src', 'tools', 'node_modules'])
    symlinkSync(join(root, name), join(folder, name), 'dir');
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  cpSync(join(root, 'fixtures', 'claims', 'toys'), join(folder, 'claims'), { recursive: true });
  return folder;
}
