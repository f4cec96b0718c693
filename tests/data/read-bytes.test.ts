import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIdx } from '#data';
import { readBytes } from '../../src/data/read-bytes.ts';
import { temporaryFolders } from './temporary-folder.ts';

const newFolder = temporaryFolders();

function packed(...members: readonly Uint8Array[]): string {
  const path = join(newFolder(), 'packed.gz');
  writeFileSync(path, Buffer.concat(members.map((member) => gzipSync(member))));
  return path;
}

describe('readBytes', () => {
  it('a packed file unpacks to at most what it may, over all its members', () => {
    const size = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 10_000 }), (first, second, most) => {
        const path = packed(Buffer.alloc(first, 1), Buffer.alloc(second, 2));
        if (first + second <= most) expect(readBytes(path, most)).toHaveLength(first + second);
        else
          expect(() => readBytes(path, most)).toThrow(
            `${path} is packed and has more than ${most} bytes unpacked`,
          );
      }),
      { numRuns: 50, examples: [[2000, 3000, 5000]] },
    );
  });

  it('a bomb is not unpacked to its end', () => {
    // Thirty times the same member: 480 MiB unpacked, half a megabyte packed.
    const member = gzipSync(Buffer.alloc(2 ** 24));
    const path = join(newFolder(), 'bomb.gz');
    writeFileSync(path, Buffer.concat(Array.from({ length: 30 }, () => member)));
    expect(() => readIdx(path)).toThrow(
      expect.objectContaining({
        message: `${path} is packed and has more than 268435456 bytes unpacked`,
        hint: expect.stringContaining('stored unpacked') as string,
      }),
    );
  });
});
