import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageRoot, writeFileAtomic } from '#core';
import { recordedRuns } from '../../src/runner/recorded-runs.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'claimcheck-reports-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

it('is of the tier that is asked for, with the seeds that decided', () => {
  const reports = folder();
  const summary = (wallSeconds: number): string =>
    JSON.stringify({ claims: [{ id: 'toy-paper/holds', wallSeconds, seeds: 12, more: 1 }] });
  writeFileAtomic(join(reports, 'summary.json'), summary(100));
  writeFileAtomic(join(reports, 'smoke', 'summary.json'), summary(5));
  expect([...recordedRuns(reports, 'standard')]).toEqual([['toy-paper/holds', { seconds: 100, seeds: 12 }]]);
  expect(recordedRuns(reports, 'smoke').get('toy-paper/holds')!.seconds).toBe(5);
  expect(recordedRuns(reports, 'paper').size).toBe(0);
});

it('is nothing where no summary can be read: times only help', () => {
  const reports = folder();
  for (const text of ['{', '[]', '{ "claims": [{ "id": 1 }] }']) {
    writeFileAtomic(join(reports, 'summary.json'), text);
    expect(recordedRuns(reports, 'standard').size).toBe(0);
  }
});

it('is there of what is published here', () => {
  expect(recordedRuns(join(packageRoot, 'reports'), 'smoke').size).toBeGreaterThan(100);
});
