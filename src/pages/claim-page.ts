import type { Evidence } from '#claim';
import {
  type CollectedEvidence,
  contributionText,
  environmentFields,
  formatEffect,
  formatRule,
  formatSeconds,
  formatUnit,
  markOf,
  placeLines,
  plural,
  type StoredEvidence,
  tierWords,
  verdictWords,
  pagePath,
} from '#report';
import { agreementOf, combinedLines } from './agreement.ts';
import { changeSection } from './change-section.ts';
import { caseSection, controlSection } from './control-section.ts';
import { dataTable } from './data-table.ts';
import { evidenceChart } from './evidence-chart.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';
import { panelChart } from './panel-chart.ts';
import { titleLink } from './title-link.ts';
import { trainedSection } from './trained-section.ts';

/** All that is known of one claim at one tier. */
export function claimPage(entry: CollectedEvidence, others: readonly CollectedEvidence[]): string {
  const { id, tier, stored, problem } = entry;
  const head = { title: `${id}, ${tier}`, up: '../', paper: id.split('/')[0]! };
  if (!stored) {
    return page(
      head,
      html`<h1>${id}</h1>
        <p class="notice">
          There is no evidence of this claim at tier ${tier}: ${problem ?? 'it was not judged'}.
        </p>
        ${reproduce(id, tier)}`,
    );
  }
  const { evidence } = stored;
  return page(
    head,
    html`${heading(entry, others)} ${panels(evidence)} ${controlSection(evidence)} ${caseSection(evidence)}
    ${changeSection(evidence)} ${trainedSection(evidence)} ${perSeed(evidence)}
    ${reproduce(id, tier, evidence.seedBase)} ${environment(stored)} ${replications(entry)}
    ${publishedRuns(entry)}`,
  );
}

function heading(entry: CollectedEvidence, others: readonly CollectedEvidence[]): Markup {
  const { stale = false } = entry;
  const { evidence } = entry.stored!;
  const { tiers, combined, problems } = agreementOf(entry, others);
  const { id, tier, statement, source, verdict, inconclusive, reason, successes, seeds, expected, finding } =
    evidence;
  const kind = inconclusive ? ` (${inconclusive})` : '';
  const chip = `${markOf(evidence)} ${verdictWords(evidence)}${kind} ${successes}/${seeds}`;
  const elsewhere = others.filter((other) => other.tier !== tier);
  return html`<h1>${id}</h1>
    <p>${statement}</p>
    <p class="muted">${titleLink(source)}${placeLines(source).map((line) => html`<br />${line}`)}</p>
    <p>
      <span class=${`verdict ${verdict}`}>${chip}</span>
      ${` at tier ${tierWords(evidence)}`}${elsewhere.map((other) => [', ', html`<a href=${`../${pagePath(other)}`}>${other.tier}</a>`])}
    </p>
    <p>${reason}</p>
    ${expected !== 'supported' && html`<p class="notice">${`Expected: ${expected}. ${finding ?? ''}`}</p>`}
    ${tiers && html`<p class="notice">${tiers}</p>`}
    ${combined && combinedLines(combined).map((line) => html`<p class=${combined.contrary.length > 0 ? 'notice' : 'muted'}>${line}</p>`)}
    ${problems.map((line) => html`<p class="notice">${line}</p>`)}
    ${stale && html`<p class="notice">The sources have changed since this was judged.</p>`}`;
}

function ruleText(panel: Evidence['panels'][number], seeds: number): string {
  const rule = `A seed succeeds when its number is ${formatRule(panel)}${formatUnit(panel.unit)}; it did on ${panel.held} of ${seeds}.`;
  return `${rule} Typical: ${formatEffect(panel)}. The margin: ${panel.because}.`;
}

function panels(evidence: Evidence): Markup | null {
  if (evidence.panels.length === 0) return null;
  return html`<h2>What each seed gave</h2>
    ${evidence.panels.map(
      (panel, place) =>
        html`<h3>${panel.name}</h3>
          <p>${ruleText(panel, evidence.seeds)}</p>
          ${panelChart(panel, place, evidence.controls)}`,
    )}
    ${
      evidence.looks.length > 0 &&
      html`<h3>Evidence after each look</h3>
        ${evidenceChart(evidence.looks)}`
    }`;
}

function perSeed({ perSeed: rows }: Evidence): Markup | null {
  const [first] = rows;
  if (!first) return null;
  const columns = Object.entries(first.arms).flatMap(([arm, measures]) =>
    Object.keys(measures).map((measure) => [arm, measure] as const),
  );
  return html`<h2>Numbers by arm</h2>
    <details>
      <summary>${plural(columns.length, 'measure')} of ${plural(rows.length, 'seed')}</summary>
      ${dataTable(
        ['arm', 'measure', ...rows.map((_, seed) => `seed ${seed + 1}`)],
        columns.map(([arm, measure]) => [arm, measure, ...rows.map(({ arms }) => arms[arm]![measure]!)]),
      )}
    </details>`;
}

function reproduce(id: string, tier: string, seedBase = 0): Markup {
  const base = seedBase === 0 ? '' : ` --seed-base ${seedBase}`;
  return html`<h2>Run just this</h2>
    <pre tabindex="0">npx claimcheck verify ${id} --tier ${tier}${base}</pre>
    <p class="muted">Fresh seeds: <code>--seed-base N</code> with any other number.</p>`;
}

function environment({ run }: StoredEvidence): Markup {
  const judged = ['judged', `${run.finishedAt}, in ${formatSeconds(run.wallSeconds)}`] as const;
  return html`<h2>Where it was judged</h2>
    <dl>
      ${[...environmentFields(run), judged].map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
}

function replications({ replications: all = [] }: CollectedEvidence): Markup | null {
  if (all.length === 0) return null;
  return html`<h2>Replications</h2>
    <ul>
      ${all.map((one) => html`<li>${contributionText(one)}</li>`)}
    </ul>`;
}

function publishedRuns({ history = [] }: CollectedEvidence): Markup | null {
  if (history.length === 0) return null;
  return html`<h2>Published runs</h2>
    ${dataTable(
      ['judged', 'verdict', 'seeds', 'revision', 'seed base', 'engine', 'commit'],
      history.map(
        ({ judged, verdict, inconclusive, successes, seeds, revision, seedBase, engine, commit }) => [
          judged.slice(0, 10),
          `${verdict}${inconclusive ? ` (${inconclusive})` : ''}`,
          `${successes}/${seeds}`,
          String(revision),
          String(seedBase),
          engine,
          commit?.slice(0, 12) ?? '-',
        ],
      ),
    )}`;
}
