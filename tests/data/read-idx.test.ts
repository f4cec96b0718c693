import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIdx } from '#data';
import { temporaryFolders } from './temporary-folder.ts';

const fixtures = new URL('../../fixtures/data/', import.meta.url).pathname;
const newFolder = temporaryFolders();

function file(content: Uint8Array, name = 'tiny'): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe('readIdx', () => {
  it('reads bytes, gzipped, by content and not by name', () => {
    const expected = Array.from({ length: 24 }, (_, at) => at);
    const packed = readFileSync(join(fixtures, 'tiny-idx3-ubyte.gz'));
    for (const path of [file(packed, 'no-extension'), file(gunzipSync(packed), 'wrong.gz')]) {
      const array = readIdx(path);
      expect(array).toMatchObject({ dtype: 'int32', shape: [2, 3, 4] });
      expect(Array.from(array.values)).toEqual(expected);
    }
  });

  it('reads big-endian int32, negative too, and float32', () => {
    const ints = readIdx(join(fixtures, 'tiny-idx2-int'));
    expect(ints.shape).toEqual([1, 3]);
    expect(Array.from(ints.values)).toEqual([1, -2, 0x01020304]);
    const floats = readIdx(join(fixtures, 'tiny-idx1-float'));
    expect(floats.dtype).toBe('float32');
    expect(Array.from(floats.values)).toEqual([1.5, -0.25]);
  });

  it('scales to float32', () => {
    const array = readIdx(join(fixtures, 'tiny-idx3-ubyte.gz'), { scale: 1 / 255 });
    expect(array.dtype).toBe('float32');
    expect(array.values[23]).toBe(Math.fround(23 / 255));
  });

  it('cut anywhere, plain or gzipped: names the file and both lengths', () => {
    const packed = readFileSync(join(fixtures, 'tiny-idx3-ubyte.gz'));
    const plain = gunzipSync(packed);
    fc.assert(
      fc.property(fc.integer({ min: 16, max: plain.length - 1 }), (cut) => {
        const path = file(plain.subarray(0, cut), 'cut-in-half');
        expect(() => readIdx(path)).toThrow(
          `${path} is damaged: expected 40 bytes (shape [2, 3, 4] of ubyte), found ${cut} bytes`,
        );
      }),
      { numRuns: 24 },
    );
    const random = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 7919) % 251));
    const large = gzipSync(Buffer.concat([Buffer.from([0, 0, 8, 1, 0, 0, 1, 44]), random]));
    const half = file(large.subarray(0, large.length >> 1), 'half.gz');
    expect(() => readIdx(half)).toThrow(/half\.gz is damaged: expected 308 bytes .* found \d+ bytes/);
  });

  it('refuses a cut header, trailing bytes, other formats and a damaged gzip', () => {
    expect(() => readIdx(file(Buffer.from([0, 0])))).toThrow(/IDX header of at least 4 bytes, found 2/);
    expect(() => readIdx(file(Buffer.from([0, 0, 8, 3, 0, 0])))).toThrow(/IDX header of 16 bytes, found 6/);
    expect(() => readIdx(file(Buffer.from([0, 0, 8, 1, 0, 0, 0, 1, 5, 6])))).toThrow(
      /expected 9 .* found 10/,
    );
    expect(() => readIdx(file(Buffer.from('<html>')))).toThrow(/first bytes 3c68746d/);
    expect(() => readIdx(file(Buffer.from([0, 0, 9, 0, 1])))).toThrow(/does not start like an IDX file/);
    const packed = readFileSync(join(fixtures, 'tiny-idx3-ubyte.gz'));
    packed[packed.length - 6]! ^= 0xff;
    expect(() => readIdx(file(packed))).toThrow(/not a sound gzip file/);
  });

  it('says where a missing file should come from', () => {
    const path = join(newFolder(), 'absent');
    expect(() => readIdx(path)).toThrow(`cannot read ${path}`);
    expect(() => readIdx(path)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('CLAIMCHECK_DATA') as string }),
    );
  });
});
