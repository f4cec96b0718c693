import { readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { sha256 } from '#core';

/**
 * Files below `root` in one compressed piece: the length of an index (4 bytes, little endian), the index as JSON
 * (`[path, first byte, bytes, executable]` each), and the bytes, those of equal files once; all of it by Brotli.
 * `unpack.mjs` reads it.
 */
export function pack(root: string, paths: readonly string[]): Uint8Array {
  const contents: Uint8Array[] = [];
  const places = new Map<string, number>();
  let end = 0;
  const index = paths.map((path) => {
    const bytes = readFileSync(join(root, path));
    const key = sha256(bytes);
    const first = places.get(key) ?? end;
    if (!places.has(key)) {
      places.set(key, end);
      contents.push(bytes);
      end += bytes.length;
    }
    const executable = (statSync(join(root, path)).mode & 0o111) !== 0;
    return [path.split(sep).join('/'), first, bytes.length, executable];
  });
  const head = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return compress(Buffer.concat([length, head, ...contents]));
}

function compress(bytes: Uint8Array): Uint8Array {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(bytes, {
    params: { [BROTLI_PARAM_QUALITY]: 9, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}
