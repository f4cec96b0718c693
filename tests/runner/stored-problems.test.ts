import { describe, expect, it } from 'vitest';
import { withDigest } from '#ledger';
import type { StoredEvidence } from '#report';
import { damagedEvidence, storedProblems } from '../../src/runner/stored-problems.ts';
import { toyRun } from '../report/toy-run.ts';
import { toyStored } from './toy-stored.ts';

const problemsOf = (stored: StoredEvidence): string[] =>
  storedProblems(withDigest({ ...stored.evidence, run: stored.run }), stored).map(({ path }) => path);

/** The stored toy with other parts of its run's fingerprint. */
const ran = (engine: string, parts: Record<string, string>): StoredEvidence => {
  const { evidence, run } = toyStored();
  const environment = { ...toyRun.environment, engine };
  return { evidence, run: { ...run, environment, fingerprint: { ...run.fingerprint, ...parts } } };
};

describe('storedProblems', () => {
  it('finds none in what a run stores', () => {
    expect(problemsOf(toyStored())).toEqual([]);
    expect(problemsOf(toyStored({ tier: 'paper', seedBase: 4, seedFamily: 'dev' }))).toEqual([]);
  });

  it.each(['tier', 'seed family', 'seed base'])('finds a %s that is not that of the run', (part) => {
    const name = { tier: 'tier', 'seed family': 'seedFamily', 'seed base': 'seedBase' }[part];
    expect(problemsOf(ran('cpu', { [part]: 'other' }))).toEqual([name]);
  });

  it('finds an engine and a version that are not those of the run', () => {
    expect(problemsOf(ran('webgpu', { 'src/engine': 'hash' }))).toEqual(['run.environment.engine']);
    expect(problemsOf(ran('cpu', { 'onnxruntime-node': '9.9.9' }))).toEqual([
      'run.environment.packages.onnxruntime-node',
    ]);
  });

  it('takes it that the processor computes what no engine does, whatever engine was asked for', () => {
    expect(problemsOf(ran('cpu', { engine: 'webgpu' }))).toEqual([]);
    expect(problemsOf(ran('cpu', { engine: 'webgpu', 'src/engine': 'hash' }))).toEqual([
      'run.environment.engine',
    ]);
  });

  it('finds the digest alone where all else follows', () => {
    const stored = toyStored();
    const file = withDigest({ ...stored.evidence, run: stored.run });
    const later = { ...file, run: { ...stored.run, wallSeconds: 1 } };
    expect(storedProblems(later, stored)).toEqual([
      { path: 'digest of all that it holds', stored: file.digest, derived: expect.any(String) as string },
    ]);
  });
});

describe('damagedEvidence', () => {
  it('names the first problems with both values, cut where they are long, and counts the others', () => {
    const problems = [
      { path: 'verdict', stored: 'supported', derived: 'refuted' },
      { path: 'mutants[0]', stored: undefined, derived: NaN },
      { path: 'reason', stored: 'x'.repeat(100), derived: [1, -Infinity] },
      { path: 'seeds', stored: 8, derived: 9 },
      { path: 'looks', stored: 8, derived: 9 },
    ];
    const cut = 'x'.repeat(59);
    expect(damagedEvidence('a.json', problems)).toMatchObject({
      message: `evidence file a.json is damaged (verdict: stored "supported", derived "refuted"; mutants[0]: stored nothing, derived "NaN"; reason: stored "${cut}…, derived [1,"-Infinity"]; 2 more)`,
      hint: 'verify again: what does not follow is set aside and judged anew',
    });
  });
});
