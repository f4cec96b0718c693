import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Evidence } from '#claim';
import type { RunBlock } from '#report';
import { storeEvidence } from '../../../src/runner/evidence-store.ts';
import type { Unit } from '../../../src/runner/units/unit.ts';
import { UnitTimes } from '../../../src/runner/units/unit-times.ts';
import { toyStored } from '../toy-stored.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'claimcheck-times-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function withEvidence(changes: Partial<Evidence>, run: Partial<RunBlock>): string {
  const out = folder();
  storeEvidence(out, toyStored(changes, run));
  return out;
}

const { id, perSeed } = toyStored().evidence;
const seeds = perSeed.length;
const [arm = ''] = Object.keys(perSeed[0]!.arms);
const unit: Unit = {
  ...{ key: '0'.repeat(64), claims: [id], runs: null, arm, seeds: [0, 4], look: 1 },
  ...{ seconds: null, megabytes: null, done: false },
};
const expected = (out: string, of: Unit = unit) => new UnitTimes([out], 'smoke').of(of);
const unknown = { seconds: null, megabytes: null };

it('takes what the evidence says of the unit, and of another one of its arm in proportion to the seeds', () => {
  const units = [
    { arm, seeds: [0, 8] as const, seconds: 16, megabytes: 300 },
    { arm, seeds: [8, 12] as const, seconds: 40, megabytes: 400 },
  ];
  const out = withEvidence({}, { units });
  expect(expected(out, { ...unit, seeds: [0, 8] })).toEqual({ seconds: 16, megabytes: 300 });
  expect(expected(out, { ...unit, seeds: [8, 12] })).toEqual({ seconds: 40, megabytes: 400 });
  expect(expected(out, { ...unit, seeds: [12, 16] })).toEqual({ seconds: 40, megabytes: 400 });
});

it('shares out the time of the claim where the evidence says nothing of its units', () => {
  const arms = Object.keys(perSeed[0]!.arms).length;
  const out = withEvidence({}, { wallSeconds: 12 });
  const share = Number(((12 * 4) / (arms * seeds)).toPrecision(3));
  expect(expected(out)).toEqual({ seconds: share, megabytes: null });
});

it('knows nothing without evidence, of evidence of another tier, and of an arm that it has not', () => {
  expect(expected(folder())).toEqual(unknown);
  expect(new UnitTimes([withEvidence({}, {})], 'standard').of(unit)).toEqual(unknown);
  expect(expected(withEvidence({}, {}), { ...unit, arm: 'another' })).toEqual(unknown);
});

it('takes the time of all claims that share the runs: one of them trained for the others', () => {
  const [paper] = id.split('/');
  const fingerprint = { [`${paper}/shared.runs.ts`]: 'hash' };
  const out = withEvidence({}, { wallSeconds: 1, fingerprint });
  storeEvidence(out, toyStored({ id: `${paper}/other` }, { wallSeconds: 59, fingerprint }));
  storeEvidence(out, toyStored({ id: `${paper}/alone` }, { wallSeconds: 1000 }));
  const arms = Object.keys(perSeed[0]!.arms).length;
  const share = Number(((60 * 4) / (arms * seeds)).toPrecision(3));
  expect(expected(out, { ...unit, runs: `${paper}/shared` }).seconds).toBe(share);
});
