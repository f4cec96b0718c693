import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClaimFacts } from '#claim';
import { sha256 } from '#core';
import { signatureOf } from '../../src/sources/file-signatures.ts';
import { KeptReadings } from '../../src/sources/kept-readings.ts';

const facts = { id: 'toy/one', states: 'One is one.' } as ClaimFacts;

/** Two claims of which one has a setting, and a place to keep what they say. */
function suite() {
  const folder = mkdtempSync(join(tmpdir(), 'kept-readings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [one, two, setting, path] = ['one.ts', 'two.ts', 'setting.ts', 'ledger/readings.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  for (const file of [one, two, setting]) writeFileSync(file, '1');
  const kept = new KeptReadings(path);
  const signed = (...files: readonly string[]) =>
    Object.fromEntries(files.map((file) => [file, signatureOf(file)]));
  kept.keep(one, facts, signed(one, setting));
  kept.keep(two, { ...facts, id: 'toy/two' }, signed(two));
  kept.save();
  return { one, two, setting, path };
}

describe('KeptReadings', () => {
  it('holds for the next run, after which it is still kept', () => {
    const { one, two, path } = suite();
    const again = new KeptReadings(path);
    expect(again.of(one)).toEqual(facts);
    again.keep(two, facts, { [two]: signatureOf(two) });
    again.save();
    expect(new KeptReadings(path).of(one)).toEqual(facts);
    expect(new KeptReadings(path).of(two)).toEqual(facts);
  });

  it('ends with a change of any file that the claim was read from, and of no other', () => {
    const { one, two, setting, path } = suite();
    writeFileSync(setting, '22');
    expect(new KeptReadings(path).of(one)).toBeUndefined();
    expect(new KeptReadings(path).of(two)).toBeDefined();
    rmSync(two);
    expect(new KeptReadings(path).of(two)).toBeUndefined();
  });

  it('forgets what no longer holds when it is written', () => {
    const { one, two, setting, path } = suite();
    writeFileSync(setting, '22');
    const again = new KeptReadings(path);
    again.keep(two, facts, { [two]: signatureOf(two) });
    again.save();
    expect(readFileSync(path, 'utf8')).not.toContain(one);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -3)],
    ['edited', (text: string) => text.replace('One is one', 'One is two')],
    ['of another version', (text: string) => signed(text.replace(/"version":"[^"]*"/, '"version":"0"'))],
  ])('is nothing when its file is %s', (_, damage) => {
    const { one, path } = suite();
    writeFileSync(path, damage(readFileSync(path, 'utf8')));
    expect(new KeptReadings(path).of(one)).toBeUndefined();
  });
});

function signed(file: string): string {
  const text = file.split('\n')[1]!;
  return `${sha256(text)}\n${text}`;
}
