import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { runMain } from '../cli/run-main.ts';
import { stepsOf } from './tutorial-steps.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A folder after `npm install` of the package, and the working folder until the test is over. */
function enterInstalled(): void {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-tutorial-'));
  onTestFinished(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'claimcheck'), 'dir');
  for (const name of ['@tensorflow', 'fast-check', 'vitest'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'dir');
  writeFileSync(join(folder, 'package.json'), '{"dependencies":{"claimcheck":"*","vitest":"*"}}');
  process.chdir(folder);
}

const title = 'the tutorial: its files and edits, and the commands that train nothing with what they print';

it(title, { timeout: 240_000 }, async () => {
  enterInstalled();
  const done = { command: 0, edit: 0, file: 0, copy: 0 };
  const edited = new Map<string, string>();
  const undo = (): void => {
    for (const [path, text] of edited) writeFileSync(path, text);
    edited.clear();
  };
  for (const step of stepsOf(readFileSync(join(root, 'docs', 'tutorial.md'), 'utf8'))) {
    done[step.kind]++;
    if (step.kind === 'file') writeFileSync(step.path, step.text);
    if (step.kind === 'copy') copyFileSync(join(root, step.from), join(step.to, basename(step.from)));
    if (step.kind === 'edit') {
      undo();
      const text = readFileSync(step.path, 'utf8');
      expect(text).toContain(step.remove);
      edited.set(step.path, text);
      writeFileSync(
        step.path,
        text.replace(step.remove, () => step.add),
      );
    }
    if (step.kind === 'command') {
      const { stdout } = await runMain(...step.words);
      expect([step.words.join(' '), stdout]).toEqual([step.words.join(' '), step.output]);
      undo();
    }
  }
  expect(done).toEqual({ command: 7, edit: 4, file: 1, copy: 4 });
});
