import { evidencePath, badgePath } from '#report';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEvidence } from '../../src/runner/evidence-store.ts';
import { checkWritable, salvageEvidence, storeEvidence } from '../../src/runner/evidence-store.ts';
import { toyStored } from './toy-stored.ts';

const stored = toyStored();

function outFolder(): string {
  const out = mkdtempSync(join(tmpdir(), 'claimcheck-store-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  return out;
}

describe('storeEvidence and readEvidence', () => {
  it('gives back what was stored, non-finite numbers as well', () => {
    const out = outFolder();
    const { panels, controls, perSeed } = stored.evidence;
    const odd = toyStored({
      panels: panels.map((panel) => ({ ...panel, values: [NaN, 1, Infinity] })),
      ...{ controls, perSeed: perSeed.slice(0, 3) },
    });
    expect(odd.evidence.panels[0]!.lower).toBe(-Infinity);
    storeEvidence(out, odd);
    expect(readEvidence(out, odd.evidence.id)).toEqual(odd);
    expect(existsSync(badgePath(out, odd.evidence.id, 'svg'))).toBe(true);
    expect(existsSync(badgePath(out, odd.evidence.id, 'json'))).toBe(true);
  });

  it('keeps what the canary saw of each program', () => {
    const out = outFolder();
    const about = { program: 'ab12', engine: 'cpu' } as const;
    const canary = [
      { ...about, outcome: 'held', beside: 'reference', replicas: 8, steps: 2, outputs: 6, share: 0.01 },
      { ...about, outcome: 'skipped', reason: 'too large' },
    ] as const;
    const seen = { ...stored, run: { ...stored.run, canary } };
    storeEvidence(out, seen);
    expect(readEvidence(out, stored.evidence.id)).toEqual(seen);
  });

  it('evidence of one claim under the name of another is refused', () => {
    const out = outFolder();
    storeEvidence(out, stored);
    writeFileSync(evidencePath(out, 'toy-paper/other'), readFileSync(evidencePath(out, stored.evidence.id)));
    expect(() => readEvidence(out, 'toy-paper/other')).toThrow(/is not the evidence of toy-paper\/other/);
  });

  it('evidence without its run block is refused', () => {
    const out = outFolder();
    storeEvidence(out, stored);
    writeFileSync(evidencePath(out, stored.evidence.id), JSON.stringify(stored.evidence));
    expect(() => readEvidence(out, stored.evidence.id)).toThrow(/is not the evidence of/);
  });
});

describe('salvageEvidence', () => {
  it('absent: nothing to tell', () => {
    const told: string[] = [];
    expect(salvageEvidence(outFolder(), 'toy-paper/holds', (line) => told.push(line))).toBeUndefined();
    expect(told).toEqual([]);
  });

  it.each([0, 1, 300])('cut at byte %i: told in one line, set aside, reported absent', (bytes) => {
    const out = outFolder();
    storeEvidence(out, stored);
    const path = evidencePath(out, stored.evidence.id);
    truncateSync(path, bytes);
    const told: string[] = [];
    expect(salvageEvidence(out, stored.evidence.id, (line) => told.push(line))).toBeUndefined();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/is damaged \(.*\); set aside as .*holds\.json\.damaged$/);
    expect(told[0]).not.toContain('\n');
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${path}.damaged`)).toHaveLength(bytes);
  });
});

describe('checkWritable', () => {
  it('leaves nothing behind where it may write', () => {
    const out = outFolder();
    checkWritable([join(out, 'a', 'b')], 'hint');
    expect(readdirSync(join(out, 'a', 'b'))).toEqual([]);
  });

  it('a file where a folder should be: the path and the hint are told', () => {
    const out = outFolder();
    writeFileSync(join(out, 'a'), '');
    expect(() => checkWritable([join(out, 'a', 'b')], 'go elsewhere')).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(join(out, 'a', 'b')) as string,
        hint: 'go elsewhere',
      }),
    );
  });
});
