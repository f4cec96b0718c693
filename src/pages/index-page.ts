import { summarizeSuite } from '#claim';
import { tiers } from '#core';
import { plural, type CalibrationSummary, type CollectedEvidence, paperPath } from '#report';
import { calibrationSection } from './calibration-section.ts';
import { claimRows, factsOfRow, rowFacts, type RowFact } from './claim-rows.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';
import { script } from './script.ts';

/** Every claim on one page, filtered, sorted, a row each; and what the suite does where there is nothing to find. */
export function indexPage(entries: readonly CollectedEvidence[], calibration?: CalibrationSummary): string {
  const unread = entries.filter(({ stored }) => !stored).length;
  const facts = entries.map((entry) => factsOfRow(entry, entries));
  const papers = [...new Set(facts.map(({ paper }) => paper))].sort();
  return page(
    { title: 'Claims', up: '', script },
    html`<h1>Claims and their verdicts</h1>
      ${suiteLines(entries).map((line) => html`<p>${line}</p>`)}
      <p>
        ${'Papers: '}${papers.map((id, place) => [place > 0 ? ', ' : '', html`<a href=${paperPath(id)}>${id}</a>`])}
      </p>
      ${unread > 0 && html`<p class="notice">${`${plural(unread, 'claim')} without evidence that can be read; see the rows.`}</p>`}
      <div class="filters">
        <label>search <input type="search" data-filter="text" /></label>
        ${rowFacts.map((key) => filter(key, facts))}
        <span class="muted" data-count role="status"></span>
      </div>
      ${claimRows(entries, '', facts)} ${calibration && calibrationSection(calibration)}`,
  );
}

/** The suite at each tier: verdicts, and what holds together. */
function suiteLines(entries: readonly CollectedEvidence[]): string[] {
  const read = entries.flatMap(({ stored }) => (stored ? [stored.evidence] : []));
  const byTier = tiers.flatMap((tier) => {
    const own = read.filter((evidence) => evidence.tier === tier);
    if (own.length === 0) return [];
    const { supported, refuted, inconclusive, unexpected, fdr } = summarizeSuite(own);
    const expected =
      unexpected.length === 0 ? 'all as expected' : `not as expected: ${unexpected.join(', ')}`;
    return [
      `Tier ${tier}: ${plural(own.length, 'claim')}, ${supported} supported, ${refuted} refuted, ${inconclusive} inconclusive; ` +
        `${expected}. ${fdr.selected.length} of ${fdr.tested} empirical claims hold together at a false discovery rate of ${100 * fdr.q} %.`,
    ];
  });
  return [
    ...byTier,
    'A claim that is false is supported with a probability of at most 1/100, whenever the run is looked at.',
  ];
}

function filter(key: RowFact, facts: readonly Readonly<Record<RowFact, string>>[]): Markup {
  const values = [...new Set(facts.map((own) => own[key]))].sort();
  return html`<label
    >${key}
    <select data-filter=${key}>
      <option value="">all</option>
      ${values.map((value) => html`<option value=${value}>${value}</option>`)}
    </select>
  </label>`;
}
