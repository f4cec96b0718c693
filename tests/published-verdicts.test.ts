import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { evidenceProblems, type Evidence } from '#claim';
import { tiers } from '#core';
import {
  badge,
  shieldsEndpoint,
  type Environment,
  evidencePath,
  badgePath,
  overviewPath,
  picturePath,
  publishedFolder,
  summaryPath,
} from '#report';
import { withReader } from '#runner';
import { discoverClaims } from '#sources';
import { readEvidence } from '../src/runner/evidence-store.ts';
import { summarySchema } from './runner/summary-schema.ts';
import { Replications } from '../src/runner/replications.ts';
import { checkWithClaims } from '../src/runner/check-with-claims.ts';
import { writeSummary } from '../src/runner/write-summary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** This repository's claims, and the examples that have published evidence. */
const suites = [root, ...readdirSync(join(root, 'examples')).map((name) => join(root, 'examples', name))];
const folders = suites.flatMap((suite) => {
  const [reports, entries] = [join(suite, 'reports'), discoverClaims(join(suite, 'claims'))];
  return tiers
    .map((tier) => publishedFolder(reports, tier))
    .filter((folder) => existsSync(join(folder, 'evidence')))
    .map((folder) => ({ folder, reports, entries }));
});

describe.each(folders)('what is published in $folder', ({ folder, reports, entries }) => {
  /** Reading it derives it from its own numbers, and holds it against its digest. */
  const published = () =>
    entries
      .filter(({ id }) => existsSync(evidencePath(folder, id)))
      .map((entry) => ({ entry, ...readEvidence(folder, entry.id) }));

  it('is evidence of claims that there are, of judge seeds and of the tier of its folder', () => {
    const files = readdirSync(join(folder, 'evidence'), { recursive: true, encoding: 'utf8' });
    const all = published();
    expect(all.length).toBeGreaterThan(0);
    expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(all.length);
    for (const { evidence } of all) {
      expect(publishedFolder(reports, evidence.tier), evidence.id).toBe(folder);
      expect(evidence.seedFamily, evidence.id).toBe('judge');
    }
  });

  it('follows from its claims, where these were not revised since', async () => {
    const checks = published().map(({ entry, evidence }) => ({ entry, evidence, unchanged: false }));
    const problems = await checkWithClaims(checks);
    const found = checks.flatMap(({ entry: { id } }, index) =>
      problems[index]!.map((one) => ({ id, ...one })),
    );
    expect(found).toEqual([]);
  });

  it('has the badges of its evidence, which say when the claim was revised since', async () => {
    const all = published();
    const read = await withReader((reader) => reader.read(all.map(({ entry }) => entry)));
    const replications = new Replications(reports);
    for (const [index, { entry, ...stored }] of all.entries()) {
      const { evidence } = stored;
      const one = read[index]!;
      if ('error' in one) throw new Error(one.error.message);
      const earlier = evidence.revision < one.facts.revision;
      const combined = replications.combined(stored, folder);
      const svg = readFileSync(badgePath(folder, entry.id, 'svg'), 'utf8');
      expect(svg, entry.id).toBe(badge(evidence, { earlier, combined }));
      const endpoint = JSON.parse(readFileSync(badgePath(folder, entry.id, 'json'), 'utf8')) as unknown;
      expect(endpoint, entry.id).toEqual(shieldsEndpoint(evidence, { earlier, combined }));
    }
  });

  it('has the summary and the pictures of its evidence', () => {
    const out = mkdtempSync(join(tmpdir(), 'claimcheck-summary-'));
    onTestFinished(() => rmSync(out, { recursive: true, force: true }));
    const stored = summarySchema.parse(JSON.parse(readFileSync(summaryPath(folder), 'utf8')));
    const { tier, seedFamily: family, engine, seedBase, errors } = stored;
    const replications = new Replications(reports);
    const stale = new Map(stored.claims.map((claim) => [claim.id, claim.stale]));
    writeSummary(out, {
      ...{ tier, family, engine, seedBase, errors },
      // Whether sources had changed is of the day of publishing; that it was published at all is not.
      claims: published().map((one) => ({
        ...{ ...one, stale: stale.get(one.evidence.id) ?? false },
        combined: replications.combined(one, folder),
      })),
      environment: stored.environment as unknown as Environment,
    });
    for (const path of [summaryPath, picturePath, overviewPath]) {
      expect(readFileSync(path(folder), 'utf8'), path(folder)).toBe(readFileSync(path(out), 'utf8'));
    }
  });

  it('would not follow with another verdict, count or seed', () => {
    const forgeries: readonly ((evidence: Evidence) => Partial<Evidence>)[] = [
      ({ verdict }) => ({
        verdict: verdict === 'supported' ? 'refuted' : 'supported',
        inconclusive: undefined!,
      }),
      ({ successes }) => ({ successes: successes === 0 ? 1 : successes - 1 }),
      ({ seeds }) => ({ seeds: seeds + 1 }),
      ({ seedBase }) => ({ seedBase: seedBase + 1 }),
    ];
    for (const { evidence } of published()) {
      for (const [index, forge] of forgeries.entries()) {
        // Seeds of shared runs are known with the claim alone.
        if (index === 3 && evidence.sharedRuns !== undefined) continue;
        const problems = evidenceProblems({ ...evidence, ...forge(evidence) });
        expect(problems, `${evidence.id}, forgery ${index}`).not.toEqual([]);
      }
    }
  });
});
