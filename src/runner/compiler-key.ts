import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { extname, join } from 'node:path';
import { hashOf, sha256 } from '#core';
import { numericVersions } from './environment.ts';

let known: Promise<string> | undefined;

/** Content key of the processor and of the code that compiles and runs steps on it, packages included. */
export function compilerKey(): Promise<string> {
  return (known ??= makeKey());
}

async function makeKey(): Promise<string> {
  return hashOf({
    processor: cpus()[0]?.model ?? '',
    versions: await numericVersions(),
    ...Object.fromEntries(['engine', 'ops'].map((folder) => [folder, hashOfFolder(folder)])),
  });
}

function hashOfFolder(name: string): string {
  const folder = join(import.meta.dirname, '..', name);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(extname(import.meta.filename)),
  );
  return hashOf(files.sort().map((file) => [file, sha256(readFileSync(join(folder, file)))]));
}
