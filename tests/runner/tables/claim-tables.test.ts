import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#claim';
import { publishedFolder } from '#report';
import { storeEvidence } from '../../../src/runner/evidence-store.ts';
import { claimTables } from '../../../src/runner/tables/claim-tables.ts';
import { linkedProject } from '../../linked-project.ts';
import { elevenOfTwelve, toyStored } from '../toy-stored.ts';

const [tableStart, tableEnd] = ['<!-- claims -->', '<!-- /claims -->'];
const place = `${tableStart}\n${tableEnd}`;

function project(readme: string | undefined, untested?: string) {
  const folder = linkedProject();
  const paper = join(folder, 'claims', 'toy-paper');
  if (readme !== undefined) writeFileSync(join(paper, 'README.md'), readme);
  if (untested !== undefined) writeFileSync(join(paper, 'untested.ts'), untested);
  const reports = join(folder, 'reports');
  return {
    publish: (at: string, changes: Partial<Evidence>) =>
      storeEvidence(join(reports, at), toyStored({ revision: 0, ...changes })),
    wanted: async () => (await claimTables({ claims: join(folder, 'claims'), reports }))[0]!.wanted,
  };
}

describe('claimTables', () => {
  it('writes every claim between the marks, nothing else, and the same when written again', async () => {
    const readme = `# Toys\n\n${place}\n\nWhat we found: |toys|.\n`;
    const written = await project(readme).wanted();
    expect(written).toMatch(
      /^# Toys\n\n<!-- claims -->\n[\s\S]*<!-- \/claims -->\n\nWhat we found: \|toys\|\.\n$/,
    );
    for (const file of ['fails.claim.ts', 'finding.claim.ts', 'holds.claim.ts', 'theorem.invariant.ts']) {
      expect(written).toContain(`](${file})`);
    }
    expect(await project(written).wanted()).toBe(written);
  });

  it('evidence stands in the column of its tier, absent evidence is a dash', async () => {
    const { publish, wanted } = project(place);
    publish('', { tier: 'standard' });
    publish('smoke', { tier: 'smoke', ...elevenOfTwelve() });
    const lines = (await wanted()).split('\n');
    expect(lines.find((line) => line.includes('holds.claim.ts'))).toMatch(
      /\| ✓ supported 11\/12<br>.* \| ✓ supported 8\/8<br>.* \|$/,
    );
    expect(lines.find((line) => line.includes('fails.claim.ts'))).toMatch(/\| - \| - \|$/);
    expect(publishedFolder('reports', 'standard')).toBe('reports');
  });

  it.each([
    ['of another tier', { tier: 'smoke' }, /holds\.json is evidence of tier smoke/],
    ['of development seeds', { tier: 'standard', seedFamily: 'dev' }, /is evidence of development seeds/],
  ] as const)('evidence %s is refused', async (_, changes, message) => {
    const { publish, wanted } = project(place);
    publish('', changes);
    await expect(wanted()).rejects.toThrow(message);
  });

  it('evidence that does not follow from itself, or from its claim, is refused', async () => {
    const { publish, wanted } = project(place);
    publish('', { tier: 'standard', revision: 1 });
    await expect(wanted()).rejects.toThrow(
      /holds\.json is damaged \(perSeed: stored .*"treatment".*, derived "claim toy-paper\/holds: panel \\"lead\\" reads arm \\"pushed\\"/,
    );
    publish('', { tier: 'standard' });
    expect(await wanted()).toContain('supported 8/8');
  });

  it.each([
    ['no README', undefined],
    ['no mark', '# Toys\n'],
    ['no end', `${tableStart}\n`],
    ['the end first', `${tableEnd}\n${tableStart}\n`],
    ['two tables', `${place}\n${place}\n`],
    ['two ends', `${place}\n${tableEnd}\n`],
  ])('%s', async (_, readme) => {
    await expect(project(readme).wanted()).rejects.toThrow(
      /no place for the table of claims in .*README\.md/,
    );
  });
});

describe('claims without a file', () => {
  const listing = (entries: string): string => `export const untested = ${entries};\n`;

  it('are in the table with the reason', async () => {
    const entries = listing("{ 'toys last': { at: 'Table 3', because: 'it takes ten years' } }");
    expect(await project(place, entries).wanted()).toContain(
      '| toys last | - | Table 3 | not tested: it takes ten years | - | - |',
    );
  });

  it.each([
    ['no reason', listing("{ last: { at: 'Table 3' } }"), /untested\.ts: untested\.last\.because/],
    ['an empty reason', listing("{ last: { at: 'Table 3', because: ' ' } }"), /untested\.last\.because/],
    ['another export', 'export const reasons = {};\n', /untested\.ts: untested: /],
    ['a file that cannot be read', 'export const untested = ;\n', /untested\.ts: /],
    [
      'a claim that has a file',
      listing("{ holds: { at: 'Fig. 1', because: 'no' } }"),
      /"holds" has a claim file/,
    ],
  ])('%s', async (_, text, message) => {
    await expect(project(place, text).wanted()).rejects.toThrow(message);
  });
});
