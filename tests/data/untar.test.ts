import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { untar } from '../../src/data/untar.ts';

function fixture(name: string): Uint8Array {
  return gunzipSync(readFileSync(new URL(`../../fixtures/data/${name}`, import.meta.url)));
}

function contents(archive: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    [...untar(archive)].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  );
}

describe('untar', () => {
  it('reads archives of GNU tar, both formats, without the folders', () => {
    const plain = { 'batches/a.bin': 'one', 'batches/b.bin': 'b'.repeat(700) };
    expect(contents(fixture('tiny-gnu.tar.gz'))).toEqual(plain);
    const long = `batches/${'d'.repeat(80)}/${'e'.repeat(40)}`;
    expect(contents(fixture('tiny-ustar.tar.gz'))).toEqual({ ...plain, [long]: 'long' });
  });

  it.each(['-0000000512', 'many', '', '9', '1e3', '\x80\0\0\0\0\0\0\0\0\0\x02\0'])(
    'a size of %j is refused, with the name of the member',
    (size) => {
      const archive = Buffer.from(fixture('tiny-gnu.tar.gz'));
      const at = archive.indexOf('batches/a.bin') + 124;
      archive.fill(0, at, at + 12).write(size, at, 'latin1');
      expect(() => untar(archive)).toThrow('the size of batches/a.bin is no number');
    },
  );

  it('cut inside a member: says which', () => {
    const archive = fixture('tiny-gnu.tar.gz');
    const start = Buffer.from(archive).indexOf('b'.repeat(700));
    expect(() => untar(archive.subarray(0, start + 300))).toThrow('the archive ends inside batches/b.bin');
  });
});
