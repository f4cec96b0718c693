import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { judge, type Evidence } from '#claim';
import { evidencePath, type RunBlock } from '#report';
import { loadClaim } from '#runner';
import { discoverClaims } from '#sources';
import { claimKeys } from '../../src/runner/claim-fingerprint.ts';
import { readEvidence, storeEvidence } from '../../src/runner/evidence-store.ts';
import { mergeEvidence } from '../../src/runner/merge-evidence.ts';
import { toyRun } from '../report/toy-run.ts';

const claims = fileURLToPath(new URL('../../fixtures/claims/toys', import.meta.url));
const entries = discoverClaims(claims);
const settings = { tier: 'smoke', family: 'judge', seedBase: 0, engine: 'cpu' } as const;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'claimcheck-merge-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A folder with evidence of some toy claims. */
async function share(
  names: readonly string[],
  { seedBase = 0, run = {}, change = {} }: Partial<Share> = {},
): Promise<string> {
  const out = folder();
  for (const name of names) {
    const entry = entries.find(({ id }) => id === `toy-paper/${name}`)!;
    const of = { ...settings, seedBase };
    const { fingerprint } = await claimKeys(entry, claims, of);
    const evidence = await judge(await loadClaim(entry), { ...of, threads: 1 });
    const told = { ...toyRun, ...run, fingerprint: { ...fingerprint, ...run.fingerprint } };
    const packages = { 'onnxruntime-node': fingerprint['onnxruntime-node']! };
    storeEvidence(out, {
      evidence: { ...evidence, ...change },
      run: { ...told, environment: { ...toyRun.environment, packages } },
    });
  }
  return out;
}

interface Share {
  readonly seedBase: number;
  readonly run: Partial<RunBlock>;
  readonly change: Partial<Evidence>;
}

const merge = (out: string, ...folders: readonly string[]) =>
  mergeEvidence({ claims, folders, out, ledger: join(out, 'ledger') });

describe('mergeEvidence', () => {
  it('has the evidence of all folders, with badges and a summary, and tells what is missing', async () => {
    const out = join(folder(), 'all');
    const [one, two, empty] = [await share(['holds']), await share(['theorem', 'fails']), folder()];
    const { ids, missing, unknown, summary } = await merge(out, one, two, empty);
    expect(ids).toEqual(['toy-paper/fails', 'toy-paper/holds', 'toy-paper/theorem']);
    expect({ missing, unknown }).toEqual({ missing: ['toy-paper/finding'], unknown: [] });
    expect(summary.suite).toMatchObject({ supported: 2, refuted: 1, inconclusive: 0 });
    expect(readFileSync(evidencePath(out, 'toy-paper/holds'), 'utf8')).toBe(
      readFileSync(evidencePath(one, 'toy-paper/holds'), 'utf8'),
    );
    for (const file of ['summary.json', 'overview.svg', 'badge.svg', 'badges/toy-paper/fails.svg']) {
      expect(existsSync(join(out, file)), file).toBe(true);
    }
    expect((await merge(out, await share(['finding']))).missing).toEqual([]);
  });

  it('equal evidence of one claim stands once, the last of it; what is stale gives way to what is not', async () => {
    const out = folder();
    const later = { finishedAt: '2027-01-01T00:00:00.000Z' };
    const [one, two] = [await share(['holds'], { run: later }), await share(['holds'])];
    await merge(out, one, two);
    expect(readEvidence(out, 'toy-paper/holds').run.finishedAt).toBe(later.finishedAt);

    const before = { fingerprint: { 'toy-paper/holds.claim.ts': 'as it was before' } };
    const stale = await share(['holds'], { run: before, change: { statement: 'Toys moved.' } });
    await merge(join(out, 'again'), stale, two);
    expect(readEvidence(join(out, 'again'), 'toy-paper/holds').evidence.statement).toBe(
      'A pushed toy moves.',
    );
  });

  it('refuses different evidence of one claim, naming both folders, and writes nothing', async () => {
    const out = join(folder(), 'all');
    const [one, two] = [await share(['holds']), await share(['holds'], { change: { expected: 'refuted' } })];
    await expect(merge(out, one, two)).rejects.toThrow(
      `${one} and ${two} hold different evidence of toy-paper/holds`,
    );
    expect(existsSync(out)).toBe(false);
  });

  it('refuses evidence of two kinds, naming both', async () => {
    const [one, two] = [await share(['holds']), await share(['fails'], { seedBase: 1 })];
    await expect(merge(folder(), one, two)).rejects.toThrow(
      `toy-paper/holds in ${one} is of tier smoke, judge seeds, seed base 0, engine cpu; toy-paper/fails in ${two} is of tier smoke, judge seeds, seed base 1, engine cpu`,
    );
  });

  it('refuses what is damaged, what does not follow from its claim, and folders that are not there', async () => {
    const damaged = await share(['holds']);
    const path = evidencePath(damaged, 'toy-paper/holds');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"verdict":"supported"', '"verdict":"refuted"'));
    await expect(merge(folder(), damaged)).rejects.toThrow(`evidence file ${path} is damaged`);
    const other = await share(['holds'], { change: { statement: 'Toys stand.' } });
    await expect(merge(folder(), other)).rejects.toThrow('statement: stored "Toys stand."');
    await expect(merge(folder(), '/nowhere')).rejects.toThrow('there is no folder /nowhere');
    await expect(merge(folder(), folder())).rejects.toThrow('no folder holds evidence of a claim');
  });
});

describe('folders that cannot be merged', () => {
  const ledger = join(tmpdir(), 'no-ledger');

  it('a file, and an --out inside a folder that is merged: nothing is written', async () => {
    const from = await share(['holds']);
    const file = join(from, 'summary.json');
    writeFileSync(file, '{}');
    const merge = (folders: readonly string[], out: string) =>
      mergeEvidence({ claims, folders, out, ledger });
    await expect(merge([file], join(folder(), 'all'))).rejects.toThrow(`there is no folder ${file}`);
    const inside = join(from, 'evidence');
    await expect(merge([from], inside)).rejects.toThrow(`--out ${inside} is inside ${from}`);
    expect(existsSync(join(inside, 'summary.json'))).toBe(false);
  });
});
