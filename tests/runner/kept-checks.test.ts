import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KeptChecks } from '../../src/runner/kept-checks.ts';
import { toyStored } from './toy-stored.ts';

const stored = toyStored({ id: 'toy-paper/holds' });

function ledgerWith(): string {
  const ledger = mkdtempSync(join(tmpdir(), 'kept-checks-'));
  onTestFinished(() => rmSync(ledger, { recursive: true, force: true }));
  const checks = new KeptChecks(ledger, 'code');
  checks.add(stored);
  checks.save();
  return ledger;
}

describe('KeptChecks', () => {
  it('knows evidence again', () => {
    const checks = new KeptChecks(ledgerWith(), 'code');
    expect(checks.has(stored)).toBe(true);
    expect(checks.has(toyStored({ id: 'toy-paper/fails' }))).toBe(false);
  });

  it('does not know evidence of which anything is another', () => {
    const checks = new KeptChecks(ledgerWith(), 'code');
    const { evidence, run } = stored;
    const others = [
      ...Object.keys(evidence)
        .filter((name) => name !== 'id')
        .map((name) => ({ evidence: { ...evidence, [name]: 'another' }, run })),
      ...Object.keys(run).map((name) => ({ evidence, run: { ...run, [name]: 'another' } })),
    ];
    expect(others.length).toBeGreaterThan(10);
    expect(others.filter((other) => checks.has(other))).toEqual([]);
  });

  it('takes nothing from other code, or from a file that is damaged', () => {
    const ledger = ledgerWith();
    expect(new KeptChecks(ledger, 'other code').has(stored)).toBe(false);
    const path = join(ledger, 'checks.json');
    const text = readFileSync(path, 'utf8');
    for (const damaged of [text.slice(0, -1), text.replace('holds', 'fails'), '']) {
      writeFileSync(path, damaged);
      expect(new KeptChecks(ledger, 'code').has(stored)).toBe(false);
    }
  });
});
