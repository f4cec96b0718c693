import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { crc32c } from '../../src/command/crc32c.ts';
import { scalarsIn } from '../../src/command/event-file.ts';
import { readEventFiles } from '../../src/command/read-event-files.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/command/${name}`, import.meta.url));
const scalars = readFileSync(fixture('scalars.tfevents'));

const losses = [0, 10, 20, 30, 40].map((step) => ({ value: Math.fround(1 / (1 + step)), step }));

describe('TensorBoard event files', () => {
  it('hold what tensorboardX wrote (write-event-file.py): simple values, large steps and NaN among them', () => {
    expect(scalarsIn(scalars, 'file')).toEqual([
      ...losses.map((point) => ({ tag: 'train/loss', ...point })),
      { tag: 'train/loss', value: NaN, step: 50 },
      { tag: 'norm', value: 2.5, step: 2 ** 40 },
    ]);
  });

  it('hold tensors of one number: listed, as bytes, in double precision', () => {
    expect(scalarsIn(readFileSync(fixture('tensors.tfevents')), 'file')).toEqual([
      { tag: 'loss', step: 0, value: 0.5 },
      { tag: 'loss', step: 1, value: 0.25 },
      { tag: 'loss', step: 2, value: 0.1 },
    ]);
  });

  it('a file that was cut off anywhere has the scalars before; one with any bit changed is refused', () => {
    const all = scalarsIn(scalars, 'file');
    fc.assert(
      fc.property(fc.nat(scalars.length), (length) => {
        const some = scalarsIn(scalars.subarray(0, length), 'file');
        expect(some).toEqual(all.slice(0, some.length));
      }),
    );
    fc.assert(
      fc.property(fc.nat(scalars.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(scalars);
        changed[at]! ^= 1 << bit;
        expect(() => scalarsIn(changed, 'events')).toThrow(/^events is no event file, or is damaged/);
      }),
    );
  });

  it('are found below a folder, and a tag is of one of its folders', () => {
    const folder = mkdtempSync(join(tmpdir(), 'claimcheck-events-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    expect(() => readEventFiles(folder, 'norm', '{out}')).toThrow(/^there are no event files in \{out\}$/);
    mkdirSync(join(folder, 'train'));
    cpSync(fixture('scalars.tfevents'), join(folder, 'train', 'events.out.tfevents.1.host'));
    expect(readEventFiles(folder, 'train/loss', '{out}').slice(0, 5)).toEqual(
      losses.map((point) => expect.objectContaining(point) as unknown),
    );
    expect(() => readEventFiles(folder, 'acc', '{out}')).toThrow(
      expect.objectContaining({ hint: 'the tags with numbers are train/loss, norm' }),
    );
    cpSync(join(folder, 'train'), join(folder, 'test'), { recursive: true });
    expect(() => readEventFiles(folder, 'norm', '{out}')).toThrow(
      /^several folders in \{out\} have the tag norm: test, train$/,
    );
  });

  it('checksums are CRC-32C (RFC 3720, B.4)', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe(0x46dd794e);
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });
});
