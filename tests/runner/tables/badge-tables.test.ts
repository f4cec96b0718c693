import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badgePath } from '#report';
import { storeEvidence } from '../../../src/runner/evidence-store.ts';
import { withBadges } from '../../../src/runner/tables/badge-tables.ts';
import { redrawPublished } from '#runner';
import { linkedProject } from '../../linked-project.ts';
import { toyStored } from '../toy-stored.ts';

const place = '<!-- badges -->\n<!-- /badges -->';

function project() {
  const folder = linkedProject();
  const [claims, reports, docs] = ['claims', 'reports', 'docs'].map((name) => join(folder, name));
  mkdirSync(docs!);
  return {
    reports: reports!,
    publish: async () => {
      storeEvidence(join(reports!, 'smoke'), toyStored({ tier: 'smoke', revision: 0 }));
      await redrawPublished({ claims: claims!, reports: reports! });
    },
    page: (text: string, at = 'docs/all.md') =>
      withBadges(join(folder, at), text, { claims: claims!, reports: reports! }),
  };
}

describe('withBadges', () => {
  it('shows the badges of suite, papers and claims, by their paths from the page, and the same when written again', async () => {
    const { publish, page } = project();
    await publish();
    const text = page(`# All\n\n${place}\n\nEnd.\n`);
    expect(text.split('\n').filter((line) => line.startsWith('| [') || line.startsWith('| all'))).toEqual([
      '| all claims | [![claims: 1 of earlier sources · smoke](../reports/smoke/badge.svg)](../reports/smoke/summary.json) |',
      '| [`toy-paper`](#toy-paper) | [![toy-paper: 1 of earlier sources · smoke](../reports/smoke/badges/toy-paper.svg)](../claims/toy-paper/README.md) |',
      '| [`fails`](../claims/toy-paper/fails.claim.ts) | - |',
      '| [`finding`](../claims/toy-paper/finding.claim.ts) | - |',
      expect.stringMatching(
        /^\| \[`holds`\]\(\.\.\/claims\/toy-paper\/holds\.claim\.ts\) \| \[!\[toy-paper\/holds: earlier revision: supported 8\/8 · .* · smoke\]\(\.\.\/reports\/smoke\/badges\/toy-paper\/holds\.svg\)\]\(\.\.\/reports\/smoke\/evidence\/toy-paper\/holds\.json\) \|$/,
      ) as string,
      '| [`theorem`](../claims/toy-paper/theorem.invariant.ts) | - |',
    ]);
    expect(text).toMatch(
      /^# All\n\n<!-- badges -->\n\n[\s\S]*\n\n## toy-paper\n\n[\s\S]*<!-- \/badges -->\n\nEnd\.\n$/,
    );
    expect(page(text)).toBe(text);
    expect(page(`${place}\n`, 'README.md')).toContain('](reports/smoke/badge.svg)');
  });

  it.each([
    ['no place', 'All <!-- badges --> <!-- /badges -->\n'],
    ['the end first', '<!-- /badges -->\n<!-- badges -->\n'],
    ['two places', `${place}\n${place}\n`],
  ])('a page with %s stays as it is', (_, text) => {
    expect(project().page(text)).toBe(text);
  });

  it('a badge that says nothing is told with what to do, one that is half there is left out', async () => {
    const { publish, page, reports } = project();
    await publish();
    const path = badgePath(join(reports, 'smoke'), 'toy-paper/holds', 'json');
    writeFileSync(path, '{}\n');
    expect(() => page(place)).toThrow(
      expect.objectContaining({
        message: `${path} is not a badge`,
        hint: 'write it anew: claimcheck publish --redraw',
      }),
    );
    rmSync(path);
    expect(page(place)).toContain('| [`holds`](../claims/toy-paper/holds.claim.ts) | - |');
  });
});
