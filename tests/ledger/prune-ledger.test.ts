import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openLedger, pruneLedger } from '#ledger';

const day = 24 * 60 * 60 * 1000;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimcheck-prune-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const keyOf = (digit: number): string => String(digit).repeat(64);
const pathOf = (digit: number): string =>
  join(folder, 'results', keyOf(digit).slice(0, 2), `${keyOf(digit)}.json`);

/** Results 1 to 3, the first used longest ago. */
function threeResults(): void {
  for (const digit of [1, 2, 3]) {
    openLedger(folder).results.save(keyOf(digit), { steps: digit });
    const used = new Date(Date.now() - (4 - digit) * day);
    utimesSync(pathOf(digit), used, used);
  }
}

const left = (): number[] => [1, 2, 3].filter((digit) => existsSync(pathOf(digit)));

describe('pruneLedger', () => {
  it('removes what was not used for so long, with folders that are empty then', () => {
    threeResults();
    const { removed, kept } = pruneLedger(folder, { unused: 2.5 * day, bytes: Infinity });
    expect({ removed, kept, left: left() }).toEqual({ removed: 1, kept: 2, left: [2, 3] });
    expect(readdirSync(join(folder, 'results')).sort()).toEqual(['22', '33']);
  });

  it('takes a result that is read for one that is used', () => {
    threeResults();
    expect(openLedger(folder).results.load(keyOf(1))).toEqual({ steps: 1 });
    pruneLedger(folder, { unused: 1.5 * day, bytes: Infinity });
    expect(left()).toEqual([1, 3]);
  });

  it('keeps the most recently used as far as there is room', () => {
    threeResults();
    const { keptBytes } = pruneLedger(folder, { unused: Infinity, bytes: Infinity }, 'dry');
    pruneLedger(folder, { unused: Infinity, bytes: keptBytes - 1 });
    expect(left()).toEqual([2, 3]);
  });

  it('tells what would go, and removes nothing', () => {
    threeResults();
    expect(pruneLedger(folder, { unused: 0, bytes: Infinity }, 'dry')).toMatchObject({ removed: 3, kept: 0 });
    expect(left()).toEqual([1, 2, 3]);
  });

  it('removes checkpoints as well, and nothing else of the folder', () => {
    const batch = join(folder, 'checkpoints', '44', keyOf(4));
    mkdirSync(batch, { recursive: true });
    writeFileSync(join(batch, `${keyOf(7)}.ckpt`), 'state');
    writeFileSync(join(folder, 'sources.json'), '{}');
    expect(pruneLedger(folder, { unused: 0, bytes: Infinity })).toMatchObject({
      removed: 1,
      removedBytes: 5,
    });
    expect(existsSync(batch)).toBe(false);
    expect(existsSync(join(folder, 'sources.json'))).toBe(true);
  });

  it('spares what was used lately, however much it is, where it is asked to', () => {
    threeResults();
    pruneLedger(folder, { unused: Infinity, bytes: 0, spared: 2.5 * day });
    expect(left()).toEqual([2, 3]);
  });

  it('removes no file that a ledger has not written, and nothing that a link leads to', () => {
    const other = join(folder, 'results', 'notes.txt');
    mkdirSync(join(folder, 'results'));
    writeFileSync(other, 'precious');
    const elsewhere = mkdtempSync(join(tmpdir(), 'claimcheck-elsewhere-'));
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }));
    writeFileSync(join(elsewhere, `${keyOf(5)}.ckpt`), 'precious');
    symlinkSync(elsewhere, join(folder, 'checkpoints'));
    expect(pruneLedger(folder, { unused: 0, bytes: 0 })).toMatchObject({ removed: 0, kept: 0 });
    expect([other, join(elsewhere, `${keyOf(5)}.ckpt`)].map((path) => existsSync(path))).toEqual([
      true,
      true,
    ]);
  });

  it('of a folder that is not there is nothing', () => {
    const nowhere = pruneLedger(join(folder, 'nowhere'), { unused: 0, bytes: 0 });
    expect(nowhere).toEqual({ removed: 0, removedBytes: 0, kept: 0, keptBytes: 0 });
  });
});
