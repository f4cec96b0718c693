import type { CollectedEvidence, CollectedPaper } from '#report';
import { claimRows } from './claim-rows.ts';
import { dataTable } from './data-table.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';
import { markdown } from './markdown.ts';
import { script } from './script.ts';
import { titleLink } from './title-link.ts';

/** All that is known of one paper: where it is found, what was claimed and found, how, and what was not tested. */
export function paperPage(
  id: string,
  entries: readonly CollectedEvidence[],
  paper: CollectedPaper | undefined,
): string {
  const read = entries.flatMap(({ stored }) => (stored ? [stored.evidence] : []));
  return page(
    { title: id, up: '../', script },
    html`<h1>${id}</h1>
      ${citation(paper, read[0]?.source)} ${differences(entries)}
      <h2>Claims</h2>
      ${claimRows(entries, '../')} ${findings(entries)} ${untested(paper)} ${readme(paper)}`,
  );
}

function citation(
  paper: CollectedPaper | undefined,
  known: { readonly title: string; readonly url: string } | undefined,
): Markup | null {
  if (paper) {
    const { authors, venue, year } = paper;
    return html`<p>${authors.join(', ')}: ${titleLink(paper)}. ${venue}, ${year}.</p>`;
  }
  return known ? html`<p>${titleLink(known)}</p>` : null;
}

/** What differs from the paper, each difference once, with the claims and tiers that it is of. */
function differences(entries: readonly CollectedEvidence[]): Markup | null {
  const claims = new Map<string, Set<string>>();
  for (const { id, tier, stored } of entries) {
    const { fidelity, differences: own = [] } = stored?.evidence.protocol ?? {};
    for (const difference of own) {
      const known = claims.get(difference) ?? new Set();
      claims.set(difference, known.add(`${id.split('/')[1]!} (${tier}, ${fidelity!})`));
    }
  }
  if (claims.size === 0) return null;
  return html`<h2>What differs from the paper</h2>
    ${dataTable(
      ['difference', 'in'],
      [...claims].map(([difference, where]) => [difference, [...where].join(', ')]),
    )}`;
}

function findings(entries: readonly CollectedEvidence[]): Markup | null {
  const found = new Map(
    entries.flatMap(({ id, stored }) => {
      const finding = stored?.evidence.finding;
      return finding === undefined ? [] : [[id, finding] as const];
    }),
  );
  if (found.size === 0) return null;
  return html`<h2>Findings</h2>
    ${dataTable(['claim', 'what was found'], [...found])}`;
}

function untested(paper: CollectedPaper | undefined): Markup {
  const rows = Object.entries(paper?.untested ?? {}).map(([name, { at, because }]) => [name, at, because]);
  const none = paper
    ? 'Every claim of the paper that was looked at has a test.'
    : 'Not known from the evidence alone.';
  return html`<h2>What was not tested</h2>
    ${rows.length === 0 ? html`<p>${none}</p>` : dataTable(['statement', 'where', 'why not'], rows)}`;
}

function readme(paper: CollectedPaper | undefined): Markup | null {
  if (paper?.text === undefined) return null;
  return html`<h2>Definitions, deviations, scales</h2>
    ${markdown(paper.text)}`;
}
