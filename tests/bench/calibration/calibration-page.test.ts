import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { calibrateClaim, isCurrent } from '../../../bench/calibration/calibrate-claim.ts';
import { calibrationPage } from '../../../bench/calibration/calibration-page.ts';
import { type CalibrationResult, readCalibration } from '../../../bench/calibration/calibration-result.ts';
import { summaryOf } from '../../../bench/calibration/summary.ts';
import { readJsonFile, storedDigest } from '#ledger';
import { discoverClaims } from '#sources';
import { stored } from './stored.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const published = readCalibration(`${root}/reports/calibration.json`)!;

const toy = calibrateClaim(stored(2));
const killed = { key: '', verdict: 'refuted', inert: false };
const result: CalibrationResult = {
  tier: 'smoke',
  date: '2026-01-02',
  commit: 'abc',
  claims: { 'toy/one': toy, 'toy/two': { ...toy, verdict: 'refuted' }, 'toy/three': toy },
  trained: {
    'toy/one': {
      'rate 0': killed,
      'labels shuffled': { ...killed, verdict: 'supported' },
      'no momentum': { ...killed, inert: true },
      'no weight decay': { ...killed, verdict: 'failed' },
    },
    'toy/two': { 'rate 0': { ...killed, verdict: 'inconclusive: untested' } },
  },
  simulation: '',
  simulated: [{ name: 'exceeds', runs: 100, supported: 1, refuted: 2 }],
  impossible: [{ name: 'between', refusedWith: 'no' }, { name: 'both' }],
};

const cellsOf = (page: string, start: string): string[] =>
  page
    .split('\n')
    .filter((line) => line.startsWith(`| ${start} |`))
    .map((line) => line.slice(start.length + 5, -2));

describe('calibrationPage', () => {
  const page = calibrationPage(result);

  it('says with an interval how often there was nothing to find and the claim was supported', () => {
    expect(cellsOf(page, 'one arm')).toEqual([
      '3 | 0 of 12, 0 % (0 to 26.5 %) | 0 | 0 of 6, 0 % (0 to 45.9 %)',
    ]);
    expect(cellsOf(page, 'exceeds')).toEqual([
      '1 of 100, 1 % (0.0253 to 5.45 %) | 2 of 100, 2 % (0.243 to 7.04 %)',
    ]);
    expect(cellsOf(page, 'both')).toEqual(['nothing: it is taken']);
  });

  it('marks sabotages of claims that are supported, and what was not run', () => {
    expect(cellsOf(page, 'constant')[0]).toBe('4 of 4, 100 % (39.8 to 100 %) | 0 | 0 | 2');
    expect(cellsOf(page, 'rate 0')).toEqual(['1 of 1, 100 % (2.5 to 100 %) | 0 | 0 | 0 | 1']);
    expect(cellsOf(page, 'no momentum')).toEqual(['- | 0 | 0 | 1 | 1']);
    expect(cellsOf(page, '`toy/one`')[0]).toBe(
      'supported | killed: refuted | survived | not run | failed | inert',
    );
    expect(cellsOf(page, '`toy/two`')[0]).toMatch(/^refuted \| inconclusive: untested \| not run/);
  });

  it('lists by name what survived', () => {
    expect(cellsOf(page, '`toy/one`')).toEqual(
      expect.arrayContaining([
        'supported | replaced arm | a is d | ',
        'supported | labels shuffled | training | ',
      ]),
    );
    expect(page).not.toContain('| `toy/one` | supported | no momentum');
  });
});

describe('summaryOf', () => {
  it('has a share for each arrangement and each sabotage that was tried', () => {
    const { rows, claims } = summaryOf(result);
    expect(claims).toBe(3);
    expect(rows[0]).toMatchObject({
      what: expect.stringContaining('one and the same') as string,
      count: 0,
      of: 12,
    });
    const killed = (kind: string) =>
      rows.find(({ what }) => what === `sabotages of training killed: ${kind}`);
    expect(killed('rate 0')).toMatchObject({ count: 1, of: 1 });
    expect(killed('labels shuffled')).toMatchObject({ count: 0, of: 1 });
    expect(killed('no momentum')).toBeUndefined();
  });
});

describe('isCurrent', () => {
  it('is what follows from all evidence at hand, and from this program', () => {
    expect(isCurrent(toy, stored(2))).toBe(true);
    expect(isCurrent(toy, stored(1))).toBe(true);
    expect(isCurrent(toy, stored(3))).toBe(false);
    expect(isCurrent({ ...toy, programs: 'others' }, stored(2))).toBe(false);
    expect(isCurrent({ ...toy, evidence: { ...toy.evidence, 1: 'other' } }, stored(2))).toBe(false);
  });
});

describe('the published calibration', () => {
  it('is of every empirical claim, as its evidence is published', () => {
    const empirical = discoverClaims(`${root}/claims`).filter(({ kind }) => kind === 'empirical');
    const digests = empirical.flatMap(({ id }) => {
      const path = `${root}/reports/smoke/evidence/${id}.json`;
      return existsSync(path) ? [[id, storedDigest(readJsonFile(path))]] : [];
    });
    expect(Object.entries(published.claims).map(([id, { evidence }]) => [id, evidence[0]])).toEqual(digests);
  });

  it('stands on its page', () => {
    expect(readFileSync(`${root}/docs/calibration.md`, 'utf8')).toBe(calibrationPage(published));
  });
});
