#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';

let lost = false;

/** Output that nobody takes must not end a run: its exit code is that of the verdicts. */
function whenLost(name, error) {
  // A reader that closes the pipe early, as `head` does, has all that it wants.
  if (error.code === 'EPIPE' || lost) return;
  lost = true;
  process.exitCode ||= 1;
  if (name !== 'output') return;
  process.stderr.write(
    `error: cannot write to standard output: ${error.message}\n  send it where there is room\n`,
  );
}
process.stdout.on('error', (error) => whenLost('output', error));
process.stderr.on('error', (error) => whenLost('error', error));

// A checkout runs its sources, an installed package what was built of them.
const fromSources = existsSync(join(import.meta.dirname, 'main.ts'));
if (fromSources) (await import('tsx/esm/api')).register();
const { main } = await import(fromSources ? './main.ts' : '../../dist/cli/main.js');
const code = await main(process.argv.slice(2));
process.exitCode = code || (lost ? 1 : 0);
