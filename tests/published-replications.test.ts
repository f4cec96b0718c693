import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { combineEvidence } from '#report';
import { collectEvidence } from '#runner';
import { discoverClaims } from '#sources';
import { checkWithClaims } from '../src/runner/check-with-claims.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, 'reports');
const folder = join(reports, 'replications');

it('every published replication follows from its claim and adds up with what is published', async () => {
  const collected = await collectEvidence(reports, '');
  expect(collected.flatMap(({ unreadReplications = [] }) => unreadReplications)).toEqual([]);
  const entries = discoverClaims(join(root, 'claims'));
  const replications = collected.flatMap(({ replications: all = [] }) => all);
  const checks = replications.map(({ evidence }) => {
    const entry = entries.find(({ id }) => id === evidence.id)!;
    return { entry, evidence, unchanged: false };
  });
  expect((await checkWithClaims(checks)).flat()).toEqual([]);
  for (const { stored, replications: all = [] } of collected) {
    if (stored && all.length > 0) combineEvidence([{ from: 'reports', ...stored }, ...all]);
  }
  // Whatever else lies there was looked at by nobody.
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  expect(files.filter((file) => !file.isDirectory())).toHaveLength(replications.length);
});

it('of one run alone, combination says what that run says: verdict, kind, evidence, effect and bound', async () => {
  const collected = await collectEvidence(reports, '');
  for (const { id, tier, stored } of collected) {
    if (!stored) continue;
    const { verdict, inconclusive, successes, seeds, log10EvidenceFor, panels } = stored.evidence;
    const { effect, ...combined } = combineEvidence([{ from: 'reports', ...stored }]);
    expect(combined, `${id}, ${tier}`).toMatchObject({ verdict, successes, seeds, log10EvidenceFor });
    expect(combined.inconclusive, `${id}, ${tier}`).toBe(inconclusive);
    expect([effect?.estimate, effect?.lower]).toEqual([panels[0]?.estimate, panels[0]?.lower]);
  }
});
