import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redrawPublished } from '#runner';
import { summaryPath } from '#report';
import { storeEvidence } from '../../../src/runner/evidence-store.ts';
import { publishedValues } from '../../../src/runner/tables/published-values.ts';
import { withVerdictLines } from '../../../src/runner/tables/verdict-lines.ts';
import { linkedProject } from '../../linked-project.ts';
import { elevenOfTwelve, toyStored } from '../toy-stored.ts';

async function published() {
  const folder = linkedProject();
  const reports = join(folder, 'reports');
  storeEvidence(reports, toyStored({ tier: 'standard', revision: 0 }));
  storeEvidence(join(reports, 'smoke'), toyStored({ tier: 'smoke', revision: 0, ...elevenOfTwelve() }));
  await redrawPublished({ claims: join(folder, 'claims'), reports });
  return { reports, ...publishedValues(reports) };
}

describe('publishedValues', () => {
  it('reads the evidence of the tier that is asked for', async () => {
    const { valueOf } = await published();
    expect(valueOf('toy-paper/holds', 'standard', 'k/n')).toEqual([8, 8]);
    expect(valueOf('toy-paper/holds', 'smoke', 'k/n')).toEqual([11, 12]);
  });

  it('counts claims, and those of a paper', async () => {
    const { valueOf } = await published();
    for (const id of ['all', 'toy-paper']) {
      const counts = ['claims', 'stale', 'fresh', 'supported', 'refuted', 'inconclusive', 'unexpected'];
      expect(counts.map((what) => valueOf(id, 'smoke', what))).toEqual([1, 1, 0, 1, 0, 0, 0]);
    }
    expect(['tested', 'together'].map((what) => valueOf('all', 'smoke', what))).toEqual([1, 1]);
  });

  it.each([
    ['toy-paper/holds', 'smok', 'k/n', /unknown tier "smok"/],
    ['toy-paper/holds', 'real', 'k/n', /nothing is published of toy-paper\/holds at tier real/],
    ['toy-paper/gone', 'smoke', 'k/n', /nothing is published of toy-paper\/gone at tier smoke/],
    ['toy-paper/holds', 'smoke', 'k/m', /evidence of toy-paper\/holds has no "k\/m"/],
    ['all', 'real', 'claims', /nothing is published at tier real/],
    ['toy', 'smoke', 'claims', /nothing is published of a paper "toy"/],
    ['all', 'smoke', 'claim', /"claim" is no count of all/],
    ['toy-paper', 'smoke', 'together', /"together" is no count of toy-paper/],
  ])('%s %s %s is told', async (id, tier, what, message) => {
    const { valueOf } = await published();
    expect(() => valueOf(id, tier, what)).toThrow(message);
  });

  it('a summary that is none is told', async () => {
    const { reports, valueOf } = await published();
    writeFileSync(summaryPath(reports), '{}');
    expect(() => valueOf('all', 'standard', 'claims')).toThrow(`${summaryPath(reports)} is no summary`);
  });
});

describe('withVerdictLines', () => {
  it('shows as code what is published, and leaves lines of other claims and other tiers', async () => {
    const { lineOf } = await published();
    const line = lineOf('toy-paper/holds', 'smoke')!;
    expect(line).toMatch(/^✓ toy-paper\/holds: supported 11\/12 · E=129 · .* · smoke$/);
    const others = ['✓ toy-paper/gone: supported 8/8 · smoke', '✓ toy-paper/holds: supported 8/8 · real'];
    const text = (own: string): string =>
      [...[own, ...others].map((one) => `    ${one}`), own, ''].join('\n');
    const old = '✗ toy-paper/holds: refuted 0/8 · E-=110 · smoke, proxy';
    expect(withVerdictLines(text(old), lineOf)).toEqual({
      text: text(old).replace(`    ${old}`, `    ${line}`),
      changed: [{ line: 1, written: old, published: line, of: 'toy-paper/holds smoke' }],
    });
    expect(withVerdictLines(text(line), lineOf)).toEqual({ text: text(line), changed: [] });
  });
});
