import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { readJson } from './claimcheck.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts vitest in a folder, watching; the returned function resolves when a text is shown, after the one before. */
function watching(cwd: string): (wanted: string) => Promise<string> {
  const config = join(cwd, 'vitest.config.mts');
  writeFileSync(
    config,
    `import { claimsProject } from ${JSON.stringify(join(root, 'src/vitest/claims-project.ts'))};
export default { test: { projects: [claimsProject()] } };`,
  );
  const running = execa(
    'node',
    [join(root, 'node_modules/vitest/vitest.mjs'), '--watch', '--config', config],
    {
      ...{ reject: false, cwd, all: true, env: { NO_COLOR: '1' } },
    },
  );
  onTestFinished(async () => {
    running.kill('SIGTERM');
    await running;
  });
  let text = '';
  const waiting = new Set<() => void>();
  running.all.on('data', (data) => {
    text += String(data);
    waiting.forEach((look) => look());
  });
  const shown = (wanted: string): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const end = text.indexOf(wanted);
        if (end < 0) return;
        waiting.delete(look);
        const before = text.slice(0, end + wanted.length);
        text = text.slice(end + wanted.length);
        resolve(before);
      };
      waiting.add(look);
      look();
    });
  return shown;
}

const claimsOf = (cwd: string) => readJson(cwd, 'claimcheck-out', 'summary.json')['claims'];

it('judges a claim again that was edited, and every claim that uses an edited file', async () => {
  const cwd = linkedProject();
  const paper = join(cwd, 'claims', 'toy-paper');
  const edit = (file: string, from: string, to: string): void => {
    const path = join(paper, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };
  const shown = watching(cwd);
  await shown('judging 4 claims');
  await shown('for file changes...');

  edit('holds.claim.ts', 'margin: 0.2', 'margin: 0.3');
  await shown('judging 1 claim');
  await shown('for file changes...');
  expect(claimsOf(cwd)).toContainEqual(
    expect.objectContaining({
      id: 'toy-paper/holds',
      effect: expect.objectContaining({ margin: 0.3 }) as unknown,
    }),
  );

  edit('setting.ts', 'normal(0, 0.02)', 'normal(0, 0.03)');
  await shown('judging 3 claims');
  await shown('for file changes...');
  expect(claimsOf(cwd)).toHaveLength(4);
}, 300_000);
