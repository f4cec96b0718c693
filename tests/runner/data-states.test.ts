import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { datasetSum } from '#data';
import { discoverClaims } from '#sources';
import { temporaryFolders } from '../data/temporary-folder.ts';
import { writeTinyCifar } from '../data/tiny-cifar.ts';
import { linkedProject } from '../linked-project.ts';
import { dataParts, knownDataParts } from '../../src/runner/data-states.ts';
import { judgeTaskOf } from '../../src/runner/judge-task-of.ts';
import { planClaims } from '../../src/runner/plan-claims.ts';

const newFolder = temporaryFolders();
afterEach(() => vi.unstubAllEnvs());

/** Makes a folder with images the data folder. */
function withImages(images: number): string {
  const folder = newFolder();
  writeTinyCifar(folder, images);
  vi.stubEnv('CLAIMCHECK_DATA', folder);
  return folder;
}

/** The claim `holds` in a project of its own, with a tier on real data, and settings that take it. */
function project() {
  const folder = linkedProject();
  const root = join(folder, 'claims');
  const entry = discoverClaims(root).find(({ id }) => id === 'toy-paper/holds')!;
  const text = readFileSync(entry.file, 'utf8').replace(
    'tiers: toyTiers',
    "tiers: { ...toyTiers, real: { ...toyTiers.smoke, data: ['mnist', 'cifar-10'] } }",
  );
  writeFileSync(entry.file, text);
  const ledger = join(folder, 'ledger');
  const settings = { tier: 'real', family: 'judge', seedBase: 0, engine: 'cpu', ledger } as const;
  return { root, entry, settings, out: join(folder, 'out') };
}

describe('the data of a tier', () => {
  it('is part of every key', async () => {
    const { root, entry, settings } = project();
    const keys = async () => (await judgeTaskOf(entry, root, { ...settings, threads: 1, fresh: false })).keys;
    withImages(1);
    const [one, again] = [await keys(), await keys()];
    expect(again).toEqual(one);
    withImages(2);
    const other = await keys();
    expect(other.salt).not.toBe(one.salt);
    expect(
      Object.keys(one.fingerprint).filter((part) => one.fingerprint[part] !== other.fingerprint[part]),
    ).toEqual(['data set cifar-10']);
  });

  it('is asked for before anything is trained, with the command that fetches it', async () => {
    const { root, entry, settings, out } = project();
    vi.stubEnv('CLAIMCHECK_DATA', newFolder());
    const planned = await planClaims([entry], { root, out, force: false, settings, tell: () => undefined });
    expect(planned).toMatchObject({ run: [], reuse: [] });
    expect(planned.refused).toMatchObject([
      { id: entry.id, hint: expect.stringContaining('claimcheck data fetch mnist') as string },
    ]);
    withImages(1);
    const there = await planClaims([entry], { root, out, force: false, settings, tell: () => undefined });
    expect(there.run.map(({ keys }) => Object.keys(keys.data))).toEqual([['data set cifar-10']]);
  });

  it('is nothing to the other tiers', async () => {
    const { root, entry, settings } = project();
    vi.stubEnv('CLAIMCHECK_DATA', newFolder());
    const options = { ...settings, tier: 'smoke', threads: 1, fresh: false } as const;
    expect((await judgeTaskOf(entry, root, options)).keys.data).toEqual({});
  });
});

describe('the data of earlier evidence', () => {
  it('is as it was where the data are not here', () => {
    vi.stubEnv('CLAIMCHECK_DATA', newFolder());
    const before = { 'src/nn': 'a', 'data set cifar-10': 'b', 'data set of a later version': 'c' };
    expect(knownDataParts(before)).toEqual({
      'data set cifar-10': 'b',
      'data set of a later version': 'c',
    });
  });

  it('is read anew where they are', () => {
    const folder = withImages(3);
    const sum = datasetSum('cifar-10', folder);
    expect(knownDataParts({ 'data set cifar-10': 'b' })).toEqual({ 'data set cifar-10': sum });
    expect(dataParts(['cifar-10'])).toEqual({ 'data set cifar-10': sum });
    expect(dataParts()).toEqual({});
  });
});
