import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf, ndarray } from '#core';
import type { ScanCheckpoint } from '#core';
import { openLedger } from '#ledger';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'ledger-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Files below the ledger's folder. */
function files(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const key = hashOf('a batch');
const value = { runs: [{ measures: { loss: 0.1 + 0.2, worst: 1e-320 } }] };
const checkpoint: ScanCheckpoint = {
  step: 7,
  state: { weights: ndarray([1.5, -0, NaN], [3]) },
  metrics: { loss: ndarray([3, 2, 1], [3, 1]) },
};

describe('results', () => {
  it('come back from a ledger that is opened again, filed under the first two digits of their key', () => {
    openLedger(folder).results.save(key, value);
    expect(openLedger(folder).results.load(key)).toEqual(value);
    expect(files()).toEqual([join(folder, 'results', key.slice(0, 2), `${key}.json`)]);
  });

  it('are absent before they are saved', () => {
    expect(openLedger(folder).results.load(key)).toBeUndefined();
    expect(files()).toEqual([]);
  });

  it('are replaced when saved again', () => {
    const { results } = openLedger(folder);
    results.save(key, value);
    results.save(key, { runs: [] });
    expect(results.load(key)).toEqual({ runs: [] });
  });

  it('a key that is no file name cannot leave the folder', () => {
    const { results } = openLedger(join(folder, 'inside'));
    results.save('../../escaped', 1);
    expect(results.load('../../escaped')).toBe(1);
    expect(files().every((path) => path.startsWith(join(folder, 'inside', 'results')))).toBe(true);
  });

  it('cut in half at any byte are absent, and removed', () => {
    const { results } = openLedger(folder);
    results.save(key, value);
    const [path] = files();
    const size = statSync(path!).size;
    for (let length = 0; length < size; length++) {
      results.save(key, value);
      truncateSync(path!, length);
      expect(results.load(key)).toBeUndefined();
      expect(files()).toEqual([]);
    }
  });

  it('with one digit changed are absent, although they are valid JSON', () => {
    const { results } = openLedger(folder);
    results.save(key, { loss: 0.125 });
    const [path] = files();
    writeFileSync(path!, readFileSync(path!, 'utf8').replace('0.125', '0.126'));
    expect(results.load(key)).toBeUndefined();
  });

  it('of another key under this name are absent', () => {
    const { results } = openLedger(folder);
    const other = hashOf('another batch');
    results.save(other, value);
    const [path] = files();
    const content = readFileSync(path!);
    results.save(key, value);
    writeFileSync(join(folder, 'results', key.slice(0, 2), `${key}.json`), content);
    expect(results.load(key)).toBeUndefined();
  });
});

describe('checkpoints', () => {
  it('come back bit for bit, by batch and scan', () => {
    openLedger(folder).checkpoints(key).save('warm-up', checkpoint);
    const store = openLedger(folder).checkpoints(key);
    expect(store.load('warm-up')).toEqual(checkpoint);
    expect(Object.is(store.load('warm-up')!.state['weights']!.values[1], -0)).toBe(true);
    expect(store.load('fine-tune')).toBeUndefined();
    expect(openLedger(folder).checkpoints(hashOf('another batch')).load('warm-up')).toBeUndefined();
  });

  it('are gone when cleared; the other scans of the batch stay', () => {
    const store = openLedger(folder).checkpoints(key);
    store.save('one', checkpoint);
    store.save('two', { ...checkpoint, step: 8 });
    store.clear('one');
    store.clear('never saved');
    expect(store.load('one')).toBeUndefined();
    expect(store.load('two')!.step).toBe(8);
  });

  it('copied from another batch are absent: they hold the state of other seeds', () => {
    const ledger = openLedger(folder);
    ledger.checkpoints(key).save('train', checkpoint);
    const [source] = files();
    const other = ledger.checkpoints(hashOf('another batch'));
    other.save('train', { ...checkpoint, step: 1 });
    const target = files().find((path) => path !== source)!;
    writeFileSync(target, readFileSync(source!));
    expect(other.load('train')).toBeUndefined();
    expect(files()).toEqual([source]);
  });
});

describe('clear', () => {
  it('removes results and checkpoints, and nothing else in the folder', () => {
    const ledger = openLedger(folder);
    ledger.results.save(key, value);
    ledger.checkpoints(key).save('train', checkpoint);
    const note = join(folder, 'note.txt');
    writeFileSync(note, 'mine');
    ledger.clear();
    expect(files()).toEqual([note]);
    ledger.clear();
    ledger.results.save(key, value);
    expect(ledger.results.load(key)).toEqual(value);
  });
});

describe('a batch that is finished', () => {
  it('keeps no checkpoint, and one that a kill left behind goes when the result is read', () => {
    const ledger = openLedger(folder);
    ledger.checkpoints(key).save('scan', checkpoint);
    ledger.results.save(key, value);
    expect(files()).toEqual([join(folder, 'results', key.slice(0, 2), `${key}.json`)]);
    ledger.checkpoints(key).save('scan', checkpoint);
    expect(ledger.results.load(key)).toEqual(value);
    expect(files()).toHaveLength(1);
  });

  it('leaves the checkpoints of other batches alone', () => {
    const ledger = openLedger(folder);
    const other = hashOf('another batch');
    ledger.checkpoints(other).save('scan', checkpoint);
    ledger.results.save(key, value);
    expect(ledger.checkpoints(other).load('scan')).toEqual(checkpoint);
  });
});
