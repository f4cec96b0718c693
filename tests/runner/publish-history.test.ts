import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addToHistory, historyPath, readHistory } from '../../src/runner/publish-history.ts';
import { toyEvidence } from '../report/toy-evidence.ts';
import { toyRun as run } from '../report/toy-run.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'claimcheck-history-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const published = (finishedAt: string, changes = {}) => ({
  evidence: toyEvidence(changes),
  run: { ...run, finishedAt },
});

it('keeps every published run of a claim once, the oldest first', () => {
  expect(readHistory(folder)).toEqual({});
  const first = published('2026-01-01T00:00:00Z');
  addToHistory(folder, [first]);
  addToHistory(folder, [first, { ...first, evidence: toyEvidence({ id: 'toy-paper/also' }) }]);
  addToHistory(folder, [
    published('2026-02-01T00:00:00Z', { verdict: 'inconclusive', inconclusive: 'budget', revision: 2 }),
  ]);
  const history = readHistory(folder);
  expect(Object.keys(history)).toEqual(['toy-paper/also', 'toy-paper/holds']);
  expect(history['toy-paper/holds']).toMatchObject([
    { judged: '2026-01-01T00:00:00Z', verdict: 'supported', successes: 8, seeds: 8, revision: 1 },
    { judged: '2026-02-01T00:00:00Z', verdict: 'inconclusive', inconclusive: 'budget', revision: 2 },
  ]);
});

it('begins anew where the file cannot be read, which is set aside', () => {
  writeFileSync(historyPath(folder), '{ "claims": 3');
  expect(readHistory(folder)).toEqual({});
  addToHistory(folder, [published('2026-01-01T00:00:00Z')]);
  expect(readHistory(folder)).toHaveProperty('toy-paper/holds');
  expect(readFileSync(`${historyPath(folder)}.damaged`, 'utf8')).toBe('{ "claims": 3');
});
