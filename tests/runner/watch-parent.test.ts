import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';

const watcher = fileURLToPath(new URL('../../src/runner/watch-parent.ts', import.meta.url));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('a process whose main thread loops for ever ends when its parent is killed', async () => {
  const looping = `import(${JSON.stringify(watcher)}).then(({ watchParent }) => {
    watchParent();
    console.log(process.pid);
    setTimeout(() => { for (;;); });
  });`;
  const parent = `require('node:child_process').spawn(process.execPath,
    ['--import', 'tsx', '-e', ${JSON.stringify(looping)}], { stdio: 'inherit' });
    setInterval(() => undefined, 1000);`;
  const running = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(running.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isAlive(pid)).toBe(true);
  running.kill('SIGKILL');
  while (isAlive(pid)) await pause(50);
});
