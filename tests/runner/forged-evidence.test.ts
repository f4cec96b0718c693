import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { judge, parseEvidence, type Evidence } from '#claim';
import { canonicalJson, type SeedFamily, type Tier } from '#core';
import { openLedger, withDigest } from '#ledger';
import { evidenceToShow, loadClaim, publishEvidence } from '#runner';
import { discoverClaims } from '#sources';
import { evidencePath } from '#report';
import { readEvidence } from '../../src/runner/evidence-store.ts';
import { deriveEvidence } from '../../src/claim/derive-evidence.ts';
import { claimKeys } from '../../src/runner/claim-fingerprint.ts';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { planClaims, type PlanOptions } from '../../src/runner/plan-claims.ts';
import { toys } from '../cli/run-main.ts';
import { toyRun } from '../report/toy-run.ts';

const root = mkdtempSync(join(tmpdir(), 'claimcheck-forged-'));
const judged = join(root, 'judged');
const settings = {
  tier: 'smoke' as Tier,
  family: 'judge' as SeedFamily,
  seedBase: 0,
  engine: 'cpu',
  ledger: join(root, 'ledger'),
};
const names = ['holds', 'theorem'] as const;
const entries = discoverClaims(toys).filter(({ id }) => names.some((name) => id.endsWith(name)));

beforeAll(async () => {
  for (const entry of entries) {
    const { fingerprint, salt } = await claimKeys(entry, toys, settings);
    const { results } = openLedger(settings.ledger);
    const evidence = await judge(await loadClaim(entry), { ...settings, threads: 1, salt, results });
    storeEvidence(judged, { evidence, run: { ...toyRun, fingerprint } });
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Edit = (file: File) => object;
type File = Evidence & { readonly run: { readonly fingerprint: Record<string, string> } };

/** A copy of what was judged in which the evidence of one claim was edited by hand. */
function editedFolder(name: string, edit: Edit): { readonly out: string; readonly path: string } {
  const out = mkdtempSync(join(root, 'out-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  cpSync(judged, out, { recursive: true });
  const path = evidencePath(out, `toy-paper/${name}`);
  const file = JSON.parse(readFileSync(path, 'utf8')) as File;
  writeFileSync(path, canonicalJson({ ...file, ...edit(file) }));
  return { out, path };
}

/** The same by somebody who knows of the digest. */
const sealed =
  (edit: Edit): Edit =>
  (file) => {
    const { digest, ...rest } = { digest: '', ...file, ...edit(file) };
    return digest === undefined ? rest : withDigest(rest);
  };

async function plan(out: string, changes: Partial<PlanOptions['settings']> = {}) {
  const told: string[] = [];
  const tell = (line: string): void => void told.push(line);
  const options = { root: toys, out, force: false, settings: { ...settings, ...changes }, tell };
  const { run, reuse } = await planClaims(entries, options);
  return { told, run: run.map(({ entry }) => entry.id), reuse: reuse.map(({ evidence }) => evidence.id) };
}

const gain =
  (score: number): Edit =>
  ({ perSeed: [first, ...others] }) => {
    const arms = { ...first!.arms, pushed: { final: score } };
    return { perSeed: [{ ...first!, arms }, ...others] };
  };

/** All that follows from another value is made to follow: the values and the estimate of the panel. */
const wholeGain: Edit = (file) => {
  const other = gain(1.05)(file) as Pick<Evidence, 'perSeed'>;
  const evidence = parseEvidence({ ...file, ...other });
  const [values] = [other.perSeed.map(({ arms }) => arms['pushed']!['final']! - arms['still']!['final']!)];
  const panels = [{ ...evidence.panels[0]!, values }];
  return { ...other, panels, ...deriveEvidence({ ...evidence, panels }) };
};

const edits: readonly (readonly [what: string, claim: (typeof names)[number], edit: Edit, told: RegExp])[] = [
  ['verdict', 'holds', () => ({ verdict: 'refuted' }), /verdict: stored "refuted", derived "supported"/],
  ['verdict', 'theorem', () => ({ verdict: 'refuted' }), /verdict: stored "refuted", derived "supported"/],
  ['value of a seed', 'holds', gain(7), /panels\[0\]\.values\[0\]: stored 0\.98\d+, derived 6\.97\d+/],
  ['count of cases', 'theorem', () => ({ successes: 19 }), /successes: stored 19, derived 20/],
  [
    'seed',
    'holds',
    ({ perSeed: [first, ...others] }) => ({ perSeed: [{ ...first!, seed: 'mine' }, ...others] }),
    /perSeed\[0\]\.seed: stored "mine"/,
  ],
  [
    'seed of cases',
    'theorem',
    ({ generated }) => ({ generated: { ...generated!, seed: 5 } }),
    /generated\.seed: stored 5/,
  ],
  ['tier', 'holds', () => ({ tier: 'standard' }), /tier: stored "standard", derived "smoke"/],
  ['tier', 'theorem', () => ({ tier: 'standard' }), /tier: stored "standard", derived "smoke"/],
  ['seed base', 'holds', () => ({ seedBase: 3 }), /perSeed\[0\]\.seed: /],
  ['seed base', 'theorem', () => ({ seedBase: 3 }), /generated\.seed: /],
  ['revision', 'holds', () => ({ revision: 2 }), /perSeed\[0\]\.seed: /],
  [
    'margin',
    'holds',
    ({ panels: [panel] }) => ({ panels: [{ ...panel!, margin: 0.1 }] }),
    /reason: |panels\[0\]\.margin: stored 0\.1, derived 0\.2/,
  ],
  ['control', 'holds', () => ({ controls: [] }), /controls\[0\]: stored nothing|reason: /],
  ['mutant', 'theorem', () => ({ mutants: [] }), /reason: |mutants\[0\]: stored nothing/],
  [
    'expectation',
    'holds',
    () => ({ expected: 'refuted' }),
    /expected: stored "refuted", derived "supported"/,
  ],
  [
    'engine',
    'holds',
    ({ run }) => ({
      run: { ...run, fingerprint: { ...run.fingerprint, 'src/engine': 'x', engine: 'webgpu' } },
    }),
    /run\.environment\.engine: stored "cpu", derived "webgpu"/,
  ],
];

describe.each(edits)('an edited %s of %s', (_, name, edit, told) => {
  const id = `toy-paper/${name}`;

  it.each([
    ['with the digest as it was', edit, / is damaged \(.+\); set aside as /],
    ['with a new digest', sealed(edit), told],
  ])('%s: verify sets it aside, says what disagrees, and judges it again', async (__, edited, line) => {
    const { out, path } = editedFolder(name, edited);
    const planned = await plan(out);
    expect(planned.run).toEqual([id]);
    expect(planned.reuse).toHaveLength(1);
    expect(planned.told).toEqual([expect.stringMatching(line)]);
    expect(planned.told[0]).toContain(`set aside as ${path}.damaged`);
    expect([existsSync(path), existsSync(`${path}.damaged`)]).toEqual([false, true]);
  });

  it('publish refuses it and writes nothing, and it is not shown', async () => {
    const { out } = editedFolder(name, sealed(edit));
    await expect(evidenceToShow({ claims: toys, out, ledger: settings.ledger }, id)).rejects.toThrow(told);
    const reports = join(root, 'reports');
    await expect(publishEvidence({ claims: toys, out, reports })).rejects.toThrow(told);
    expect(existsSync(reports)).toBe(false);
  });
});

describe('a value of a seed from which all of the rest was made to follow', () => {
  it('is noticed by the digest', async () => {
    const { out } = editedFolder('holds', wholeGain);
    expect(() => readEvidence(out, 'toy-paper/holds')).toThrow(/\(digest of all that it holds: stored "/);
    expect((await plan(out)).run).toEqual(['toy-paper/holds']);
  });

  it('with a new digest: by the batches in the ledger', async () => {
    const { out } = editedFolder('holds', sealed(wholeGain));
    expect(() => readEvidence(out, 'toy-paper/holds')).not.toThrow();
    const planned = await plan(out);
    expect(planned.run).toEqual(['toy-paper/holds']);
    expect(planned.told).toEqual([
      expect.stringMatching(/perSeed\[0\]\.arms\.pushed\.final: stored 1\.05, /),
    ]);
  });
});

describe('evidence of one claim', () => {
  it('is shown as it is, without a claims folder or a claim as well', async () => {
    const { out } = editedFolder('holds', () => ({}));
    for (const claims of [toys, join(toys, 'none'), join(toys, '..', 'broken', '..', 'trained')]) {
      const { stored } = await evidenceToShow({ claims, out, ledger: settings.ledger }, 'toy-paper/holds');
      expect(stored.evidence.verdict).toBe('supported');
    }
  });

  it('without a digest is not taken', () => {
    const { out } = editedFolder('holds', () => ({ digest: undefined }));
    expect(() => readEvidence(out, 'toy-paper/holds')).toThrow(/digest of all that it holds: stored nothing/);
  });

  it('is reused when only white space and the order of fields differ', async () => {
    const { out, path } = editedFolder('holds', () => ({}));
    const file = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify(Object.fromEntries(Object.entries(file).reverse()), null, 4));
    expect((await plan(out)).reuse).toHaveLength(2);
  });

  it('is set aside beside what was set aside before', async () => {
    const { out, path } = editedFolder('holds', () => ({ verdict: 'refuted' }));
    for (const taken of ['.damaged', '.damaged-2']) writeFileSync(`${path}${taken}`, taken);
    expect((await plan(out)).told[0]).toContain(`set aside as ${path}.damaged-3`);
    for (const taken of ['.damaged', '.damaged-2']) {
      expect(readFileSync(`${path}${taken}`, 'utf8')).toBe(taken);
    }
  });
});
