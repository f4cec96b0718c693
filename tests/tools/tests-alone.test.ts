import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFilter } from 'vite';
import { expect, it } from 'vitest';
import { packageRoot } from '#core';
import { testsAlone } from '../../tools/tests-alone.ts';

/** What stays in a process after the file that did it. */
const lasting =
  /\b(vi\.(mock|doMock|resetModules)|process\.chdir|registerBackend|(unr|r)egister(Kernel|Gradient)|installGlobalPlugin)\(/;

const files = readdirSync(join(packageRoot, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `tests/${file.replaceAll('\\', '/')}`);
const isAlone = createFilter(testsAlone, [], { resolve: packageRoot });

it('what lasts in a process is done only by tests that have one to themselves', () => {
  const shared = files.filter((file) => !isAlone(join(packageRoot, file)));
  expect(shared.length).toBeGreaterThan(200);
  expect(shared.filter((file) => lasting.test(readFileSync(join(packageRoot, file), 'utf8')))).toEqual([]);
});

it.each(testsAlone)('%s names tests that there are', (pattern) => {
  const named = createFilter(pattern, [], { resolve: packageRoot });
  expect(files.filter((file) => named(join(packageRoot, file)))).not.toEqual([]);
});
