import { isExpected } from '#core';
import { decisiveEffect, markOf, plural, type CollectedEvidence } from '#report';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';
import { script } from './script.ts';
import { pagePath } from './page-path.ts';
import { stripOf } from './strip.ts';

const filters = ['paper', 'verdict', 'kind', 'tier'] as const;
const columns = ['claim', 'tier', 'kind', 'verdict', 'seeds', 'effect', 'each seed against the margin'];

/** Every claim on one page: filtered, sorted, a row each. */
export function indexPage(entries: readonly CollectedEvidence[]): string {
  const unread = entries.filter(({ stored }) => !stored).length;
  return page(
    { title: 'Claims', up: '', script },
    html`<h1>Claims and their verdicts</h1>
      <p>${suiteLine(entries)}</p>
      ${unread > 0 && html`<p class="notice">${`${plural(unread, 'claim')} without evidence that can be read; see the rows.`}</p>`}
      <div class="filters">
        <label>search <input type="search" data-filter="text" /></label>
        ${filters.map((key) => filter(key, entries))}
        <span class="muted" data-count role="status"></span>
      </div>
      <div class="wide">
        <table data-claims>
          <thead>
            <tr>
              ${columns.map((column) => html`<th scope="col"><button type="button">${column}</button></th>`)}
            </tr>
          </thead>
          <tbody>
            ${entries.map(row)}
          </tbody>
        </table>
      </div>`,
  );
}

function suiteLine(entries: readonly CollectedEvidence[]): string {
  const read = entries.flatMap(({ stored }) => (stored ? [stored.evidence] : []));
  const count = (verdict: string): number => read.filter((evidence) => evidence.verdict === verdict).length;
  const unexpected = read.filter((evidence) => !isExpected(evidence)).length;
  return (
    `${plural(read.length, 'verdict')}: ${count('supported')} supported, ${count('refuted')} refuted, ` +
    `${count('inconclusive')} inconclusive; ${unexpected === 0 ? 'all as expected' : `${unexpected} not as expected`}. ` +
    'A claim that is false is supported with a probability of at most 1/100, whenever the run is looked at.'
  );
}

const paperOf = (id: string): string => id.split('/')[0]!;

function facts({ id, tier, stored }: CollectedEvidence): Readonly<Record<(typeof filters)[number], string>> {
  const { verdict = 'no evidence', kind = 'unknown' } = stored?.evidence ?? {};
  return { paper: paperOf(id), verdict, kind, tier };
}

function filter(key: (typeof filters)[number], entries: readonly CollectedEvidence[]): Markup {
  const values = [...new Set(entries.map((entry) => facts(entry)[key]))].sort();
  return html`<label
    >${key}
    <select data-filter=${key}>
      <option value="">all</option>
      ${values.map((value) => html`<option value=${value}>${value}</option>`)}
    </select>
  </label>`;
}

function row(entry: CollectedEvidence): Markup {
  const { id, tier, stored, problem, stale } = entry;
  const { paper, verdict, kind } = facts(entry);
  const attributes = { 'data-paper': paper, 'data-verdict': verdict, 'data-kind': kind, 'data-tier': tier };
  const link = html`<a href=${pagePath(entry)}>${id}</a>`;
  if (!stored) {
    return html`<tr ...${attributes}>
      <td>${link}</td>
      <td>${tier}</td>
      <td>-</td>
      <td class="refuted">no evidence</td>
      <td colspan="3">${problem ?? 'not judged'}</td>
    </tr>`;
  }
  const { evidence } = stored;
  const { successes, seeds, inconclusive, statement } = evidence;
  return html`<tr ...${attributes}>
    <td>${link}<br /><span class="muted">${statement}</span></td>
    <td>${tier}</td>
    <td>${kind}</td>
    <td class=${verdict}>
      ${markOf(evidence)}
      ${verdict}${inconclusive ? ` (${inconclusive})` : ''}${stale ? html`<br /><span class="muted">of earlier sources</span>` : null}
    </td>
    <td data-key=${String(seeds === 0 ? 0 : successes / seeds)}>${successes}/${seeds}</td>
    <td>${decisiveEffect(evidence) ?? '-'}</td>
    <td>${stripOf(evidence)}</td>
  </tr>`;
}
