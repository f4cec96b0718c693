import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Evidence } from '#claim';
import { sha256 } from '#core';
import { publishEvidence, redrawPublished } from '#runner';
import { evidencePath, badgePath } from '#report';
import { readEvidence } from '../../src/runner/evidence-store.ts';
import { summarySchema } from './summary-schema.ts';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { toys } from '../cli/run-main.ts';
import { toyRun } from '../report/toy-run.ts';
import { toyStored } from './toy-stored.ts';

const xs = Array.from({ length: 200 }, (_, index) => index);
const curve = { arm: 'pushed', series: 'height', label: 'height (m)', scale: 'linear' as const };

function folders() {
  const root = mkdtempSync(join(tmpdir(), 'claimcheck-publish-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [out, reports] = [join(root, 'out'), join(root, 'reports')];
  const store = (folder: string, changes: Partial<Evidence>, engine = 'cpu'): void => {
    const { evidence, run } = toyStored(changes, { environment: { ...toyRun.environment, engine } });
    const lines = evidence.perSeed.slice(0, 4).map(({ seed }) => ({ seed, x: xs, y: xs }));
    storeEvidence(folder, { evidence: { ...evidence, curves: [{ ...curve, lines }] }, run });
  };
  return { root, out, reports, store, publish: () => publishEvidence({ claims: toys, out, reports }) };
}

function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

describe('publishEvidence', () => {
  it('all but the curves is as it was verified', async () => {
    const { out, reports, store, publish } = folders();
    store(out, { tier: 'standard' });
    const { folder, ids } = await publish();
    expect([folder, ids]).toEqual([reports, ['toy-paper/holds']]);
    const [before, after] = [out, reports].map((from) => readEvidence(from, 'toy-paper/holds'));
    expect(after).toEqual({ ...before, evidence: { ...before!.evidence, curves: after!.evidence.curves } });
    expect(after!.evidence.curves[0]!.lines).toHaveLength(3);
    expect(existsSync(badgePath(reports, 'toy-paper/holds', 'svg'))).toBe(true);
    expect(readFileSync(join(reports, 'verdicts.svg'), 'utf8')).toContain('toy-paper/holds');
  });

  it('another tier does not touch the standard one', async () => {
    const { out, reports, store, publish } = folders();
    store(reports, { tier: 'standard' });
    const before = readFileSync(evidencePath(reports, 'toy-paper/holds'));
    store(out, { tier: 'smoke' });
    expect((await publish()).folder).toBe(join(reports, 'smoke'));
    expect(readFileSync(evidencePath(reports, 'toy-paper/holds'))).toEqual(before);
    expect(readEvidence(join(reports, 'smoke'), 'toy-paper/holds').evidence.tier).toBe('smoke');
  });

  it('what was published of other claims stays, of claims that are no more goes', async () => {
    const { out, reports, store, publish } = folders();
    store(reports, { tier: 'standard', id: 'toy-paper/fails' });
    store(reports, { tier: 'standard', id: 'toy-paper/gone' });
    writeText(join(reports, 'summary.json'), JSON.stringify({ claims: [{ id: 'toy-paper/gone' }] }));
    store(out, { tier: 'standard' });
    await publish();
    const summary = summarySchema.parse(JSON.parse(readFileSync(join(reports, 'summary.json'), 'utf8')));
    expect(summary.claims.map(({ id }) => id)).toEqual(['toy-paper/fails', 'toy-paper/holds']);
    expect(summary).toMatchObject({ tier: 'standard', seedFamily: 'judge', engine: 'cpu' });
    expect(existsSync(evidencePath(reports, 'toy-paper/gone'))).toBe(false);
    expect(existsSync(badgePath(reports, 'toy-paper/gone', 'json'))).toBe(false);
  });

  it('nothing, development seeds, or two kinds of evidence: refused before anything is written', async () => {
    const nothing = folders();
    await expect(nothing.publish()).rejects.toThrow(/there is no evidence in/);
    const dev = folders();
    dev.store(dev.out, { seedFamily: 'dev' });
    await expect(dev.publish()).rejects.toThrow(/is evidence of development seeds/);
    const mixed = folders();
    mixed.store(mixed.out, {});
    mixed.store(mixed.out, { id: 'toy-paper/fails' }, 'reference');
    await expect(mixed.publish()).rejects.toThrow(
      /toy-paper\/fails is of .* engine reference; toy-paper\/holds is of .* engine cpu/,
    );
    for (const { reports } of [nothing, dev, mixed]) expect(existsSync(reports)).toBe(false);
  });

  it('refuses to publish beside evidence that was edited, and writes nothing', async () => {
    const { out, reports, store, publish } = folders();
    store(reports, { tier: 'standard', id: 'toy-paper/fails' });
    const path = evidencePath(reports, 'toy-paper/fails');
    writeText(path, readFileSync(path, 'utf8').replace('"verdict":"supported"', '"verdict":"refuted"'));
    store(out, { tier: 'standard' });
    await expect(publish()).rejects.toThrow(
      /fails\.json is damaged \(looks\[0\]\.verdict: stored "refuted", derived "supp/,
    );
    expect(existsSync(evidencePath(reports, 'toy-paper/holds'))).toBe(false);
    // What is published anew takes the place of what was edited.
    store(out, { tier: 'standard', id: 'toy-paper/fails' });
    await publish();
    expect(readEvidence(reports, 'toy-paper/fails').evidence.verdict).toBe('supported');
  });

  it('refuses a revision that the claim has not reached, copied or published before, and tells an earlier one', async () => {
    const { out, reports, store, publish } = folders();
    const ahead = /fails\.json is damaged \(revision: stored 99, derived 1\)/;
    store(out, { tier: 'standard', id: 'toy-paper/fails', revision: 99 });
    await expect(publish()).rejects.toThrow(ahead);
    expect(existsSync(reports)).toBe(false);
    store(reports, { tier: 'standard', id: 'toy-paper/fails', revision: 99 });
    store(out, { tier: 'standard', id: 'toy-paper/fails' });
    await publish();
    rmSync(out, { recursive: true });
    store(reports, { tier: 'standard', id: 'toy-paper/fails', revision: 99 });
    store(out, { tier: 'standard' });
    await expect(publish()).rejects.toThrow(ahead);
    await expect(redrawPublished({ claims: toys, reports })).rejects.toThrow(ahead);
    store(reports, { tier: 'standard', id: 'toy-paper/fails', revision: 0 });
    await publish();
    const badge = (name: string): string =>
      readFileSync(badgePath(reports, `toy-paper/${name}`, 'json'), 'utf8');
    expect(badge('fails')).toContain('"earlier revision: supported');
    expect(badge('holds')).toContain('"supported');
  });

  it('writes badges, summary and pictures anew, of what stays as well, and without any evidence to copy', async () => {
    const { out, reports, store, publish } = folders();
    store(join(reports, 'smoke'), { id: 'toy-paper/fails' });
    store(out, {});
    await publish();
    const drawn = ['fails', 'holds'].map((name) =>
      badgePath(join(reports, 'smoke'), `toy-paper/${name}`, 'svg'),
    );
    const files = [...drawn, ...['summary.json', 'overview.svg'].map((name) => join(reports, 'smoke', name))];
    const texts = files.map((path) => readFileSync(path, 'utf8'));
    const forge = (): void => files.forEach((path) => writeText(path, 'forged'));
    const again = (): string[] => files.map((path) => readFileSync(path, 'utf8'));
    forge();
    await publish();
    expect(again()).toEqual(texts);
    forge();
    const evidence = readFileSync(evidencePath(join(reports, 'smoke'), 'toy-paper/holds'));
    const published = await redrawPublished({ claims: toys, reports });
    expect(published.map(({ folder, ids }) => [folder, ids])).toEqual([
      [join(reports, 'smoke'), ['toy-paper/fails', 'toy-paper/holds']],
    ]);
    expect(again()).toEqual(texts);
    expect(readFileSync(evidencePath(join(reports, 'smoke'), 'toy-paper/holds'))).toEqual(evidence);
    await expect(redrawPublished({ claims: toys, reports: out })).resolves.toHaveLength(1);
    await expect(redrawPublished({ claims: toys, reports: join(out, 'none') })).rejects.toThrow(
      /nothing is published in .*none/,
    );
  });

  it('lists what it wrote, and leaves what it did not write, in folders with a dot as well', async () => {
    const { out, reports, store, publish } = folders();
    const foreign = ['badges/logo.svg', 'badges/toy.paper/notes.txt', 'evidence/v1.0/own.json', 'index.html'];
    for (const name of foreign) writeText(join(reports, name), name);
    store(out, { tier: 'standard' });
    await publish();
    await publish();
    for (const name of foreign) expect(readFileSync(join(reports, name), 'utf8')).toBe(name);
    const { files } = manifestOf(reports);
    expect(Object.keys(files)).toEqual([
      ...['badge.json', 'badge.svg', 'badges/toy-paper.json', 'badges/toy-paper.svg'],
      ...['badges/toy-paper/holds.json', 'badges/toy-paper/holds.svg', 'evidence/toy-paper/holds.json'],
      ...['history.json', 'overview.svg', 'summary.json', 'verdicts.svg'],
    ]);
    for (const [name, sum] of Object.entries(files)) {
      expect(sha256(readFileSync(join(reports, name)))).toBe(sum);
    }
  });

  it('removes what its manifest lists of claims that are no more, unless it was changed or is elsewhere', async () => {
    const { root, out, reports, store, publish } = folders();
    const listed = ['badges/toy-paper/gone.svg', 'badges/toy-paper/changed.svg', 'badges/../../safe.txt'];
    for (const name of listed) writeText(join(reports, name), name);
    const files = Object.fromEntries(listed.map((name) => [name, sha256(name)]));
    writeText(join(reports, 'manifest.json'), JSON.stringify({ schemaVersion: 1, files }));
    writeText(join(reports, listed[1]!), 'by hand');
    store(out, { tier: 'standard' });
    await publish();
    expect(listed.map((name) => existsSync(join(reports, name)))).toEqual([false, true, true]);
    expect(existsSync(join(root, 'safe.txt'))).toBe(true);
  });

  it('removes nothing that a manifest leads to by links, or that no claim has', async () => {
    const { root, out, reports, store, publish } = folders();
    const outside = ['kept.json', 'paper/kept.json', 'evidence-of/deep/kept.json'];
    for (const name of outside) writeText(join(root, 'elsewhere', name), 'mine');
    mkdirSync(join(reports, 'evidence'), { recursive: true });
    const links = [
      ['elsewhere/paper', 'evidence/linked'],
      ['elsewhere/evidence-of', 'badges'],
    ] as const;
    for (const [to, at] of links) symlinkSync(join(root, to), join(reports, at));
    const inside = ['evidence/notes.json', 'evidence/v1/deep/own.json', 'evidence/v1/own.txt', 'index.html'];
    for (const name of inside) writeText(join(reports, name), 'mine');
    const listed = [
      'evidence/linked/kept.json',
      'badges/deep/kept.json',
      'evidence/../../elsewhere/kept.json',
      ...inside,
    ];
    const files = Object.fromEntries(listed.map((name) => [name, sha256('mine')]));
    writeText(join(reports, 'manifest.json'), JSON.stringify({ schemaVersion: 1, files }));
    store(out, { tier: 'standard' });
    await publish();
    for (const name of listed) expect(readFileSync(join(reports, name), 'utf8'), name).toBe('mine');
  });

  it('removes what it published of a claim that is no more where the folder itself is reached by a link', async () => {
    const { root, out, reports, store } = folders();
    const name = 'evidence/toy-paper/gone.json';
    writeText(join(reports, name), 'gone');
    const files = { [name]: sha256('gone') };
    writeText(join(reports, 'manifest.json'), JSON.stringify({ schemaVersion: 1, files }));
    symlinkSync(reports, join(root, 'link'));
    store(out, { tier: 'standard' });
    await publishEvidence({ claims: toys, out, reports: join(root, 'link') });
    expect(existsSync(join(reports, name))).toBe(false);
  });

  it.each([
    ['out', 'is'],
    ['link', 'is'],
    ['out/reports', 'is inside'],
    ['.', 'is around'],
  ])('--reports %s, which %s --out, is refused before anything is written', async (name, how) => {
    const { root, out, store } = folders();
    store(out, { tier: 'standard' });
    symlinkSync(out, join(root, 'link'));
    const before = readFileSync(evidencePath(out, 'toy-paper/holds'));
    const refused = publishEvidence({ claims: toys, out, reports: join(root, name) });
    await expect(refused).rejects.toThrow(new RegExp(` ${how} the folder that was verified into`));
    expect(readFileSync(evidencePath(out, 'toy-paper/holds'))).toEqual(before);
    expect(existsSync(join(root, name, 'summary.json'))).toBe(false);
  });
});

function manifestOf(folder: string): { readonly files: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { files: Record<string, string> };
}
