import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { collectCalibration } from '#runner';

const summary = {
  ...{ tier: 'smoke', date: '2026-01-02', commit: 'abc', claims: 3 },
  rows: [{ what: 'supported', count: 1, of: 4, low: 0.1, high: 0.6 }],
};

function folderWith(content?: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'calibration-'));
  if (content !== undefined) writeFileSync(join(folder, 'calibration.json'), JSON.stringify(content));
  return folder;
}

describe('collectCalibration', () => {
  it('reads the summary, and nothing where there is none', () => {
    expect(collectCalibration(folderWith({ claims: {}, summary }))).toEqual(summary);
    expect(collectCalibration(folderWith())).toBeUndefined();
  });

  it('reads what is published', () => {
    const reports = fileURLToPath(new URL('../../reports', import.meta.url));
    expect(collectCalibration(reports)!.rows.length).toBeGreaterThan(9);
  });

  it('names the field that is wrong', () => {
    const [row] = summary.rows;
    const broken = { summary: { ...summary, rows: [{ ...row, low: 'little' }] } };
    expect(() => collectCalibration(folderWith(broken))).toThrow(
      /calibration\.json is damaged: summary\.rows\.0\.low: .*number/,
    );
    expect(() => collectCalibration(folderWith([]))).toThrow(/is damaged/);
  });
});
