import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readSlurmState, writeSlurmState } from '../../../src/runner/submit/slurm-state.ts';

const state = { round: 2, arrays: ['7'], judge: '8', units: { aa: '2-1-1.log' }, results: 3, fruitless: 0 };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'claimcheck-slurm-state-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

it('what was submitted is read back, and nothing where nothing was', () => {
  const here = folder();
  expect(readSlurmState(here)).toBeUndefined();
  writeSlurmState(here, state);
  expect(readSlurmState(here)).toEqual(state);
});

it.each(['', '{"round": 2, "arr', '{}'])(
  '%j is no state: submitting waits until somebody has looked',
  (text) => {
    const here = folder();
    writeFileSync(join(here, 'state.json'), text);
    expect(() => readSlurmState(here)).toThrow(
      'state.json is damaged: what was submitted from here is not known',
    );
  },
);
