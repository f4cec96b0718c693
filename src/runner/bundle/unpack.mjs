// Runs on the machine that the bundle was brought to, before anything else is there: no imports but Node's own.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const [file, folder] = process.argv.slice(2);
const all = brotliDecompressSync(readFileSync(file));
const begin = 4 + all.readUInt32LE(0);
for (const [path, first, bytes, executable] of JSON.parse(all.toString('utf8', 4, begin))) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, all.subarray(begin + first, begin + first + bytes));
  if (executable) chmodSync(target, 0o755);
}
