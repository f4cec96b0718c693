import type { ControlEvidence, Evidence } from '#claim';
import { leastHeld } from '#core';
import { decisionAt } from '#stats';
import {
  type CollectedEvidence,
  environmentFields,
  formatEffect,
  formatNumber,
  formatRule,
  formatSeconds,
  formatUnit,
  markOf,
  placeLines,
  plural,
  type StoredEvidence,
} from '#report';
import { curveChart, figureChart } from './curve-chart.ts';
import { dataTable } from './data-table.ts';
import { evidenceChart } from './evidence-chart.ts';
import { flipOf } from './flip.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';
import { panelChart } from './panel-chart.ts';
import { pagePath } from './page-path.ts';

/** All that is known of one claim at one tier. */
export function claimPage(entry: CollectedEvidence, others: readonly CollectedEvidence[]): string {
  const { id, tier, stored, problem, stale } = entry;
  const head = { title: `${id}, ${tier}`, up: '../' };
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
    html`${heading(evidence, others, stale)} ${panels(evidence)} ${controls(evidence)} ${cases(evidence)}
    ${change(evidence)} ${trained(evidence)} ${perSeed(evidence)} ${reproduce(id, tier, evidence.seedBase)}
    ${environment(stored)}`,
  );
}

function heading(evidence: Evidence, others: readonly CollectedEvidence[], stale = false): Markup {
  const { id, tier, statement, source, verdict, inconclusive, reason, successes, seeds, expected, finding } =
    evidence;
  const elsewhere = others.filter((other) => other.tier !== tier);
  return html`<h1>${id}</h1>
    <p>${statement}</p>
    <p class="muted">${titleOf(source)}${placeLines(source).map((line) => html`<br />${line}`)}</p>
    <p>
      <span class=${`verdict ${verdict}`}
        >${markOf(evidence)} ${verdict}${inconclusive ? ` (${inconclusive})` : ''} ${successes}/${seeds}</span
      >
      ${` at tier ${tier}`}${elsewhere.map((other) => [', ', html`<a href=${`../${pagePath(other)}`}>${other.tier}</a>`])}
    </p>
    <p>${reason}</p>
    ${expected !== 'supported' && html`<p class="notice">${`Expected: ${expected}. ${finding ?? ''}`}</p>`}
    ${stale && html`<p class="notice">The sources have changed since this was judged.</p>`}`;
}

/** A link where the address is one of the web. */
function titleOf({ title, url }: Evidence['source']): Markup | string {
  return /^https?:\/\//.test(url) ? html`<a href=${url}>${title}</a>` : title;
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

function controls({ controls, panels, requires }: Evidence): Markup | null {
  if (controls.length === 0) return null;
  const because = (control: ControlEvidence): string =>
    leastHeld(control.panels)
      .map(({ name }) => `"${name}"`)
      .join(' and ');
  return html`<h2>Why the controls failed</h2>
    <p>A control is the same rule with one arm in another's place; it must be refuted.</p>
    ${dataTable(
      ['control', 'in place of', 'verdict', ...panels.map(({ name }) => `held: ${name}`), 'refuted by'],
      controls.map((control) => [
        control.name,
        Object.entries(control.exchange)
          .map(([arm, other]) => `${other} for ${arm}`)
          .join(', '),
        control.verdict,
        ...control.panels.map(({ held }) => `${held} of ${control.seeds}`),
        control.verdict === 'refuted' ? because(control) : 'nothing',
      ]),
    )}
    ${
      requires &&
      html`<h3>Signs that the experiment worked</h3>
        ${dataTable(
          ['sign', 'rule', 'held'],
          requires.panels.map((panel) => [
            panel.name,
            `${formatRule(panel)}${formatUnit(panel.unit)}`,
            `${panel.held} of ${requires.seeds}`,
          ]),
        )}`
    }`;
}

function cases({ kind, mutants, generated, worstError, counterexample }: Evidence): Markup | null {
  if (kind !== 'invariant') return null;
  return html`<h2>Cases and mutants</h2>
    ${generated && html`<p>${`${plural(generated.runs, 'case')} of the tier, from seed ${generated.seed}.`}</p>`}
    ${worstError !== undefined && html`<p>${`Largest error: ${formatNumber(worstError)}.`}</p>`}
    ${
      counterexample &&
      html`<p class="notice">
        It breaks on <code>${counterexample.value}</code> (seed ${counterexample.seed}, path
        ${counterexample.path}).
      </p>`
    }
    ${dataTable(
      ['mutant', 'killed on', 'cases', 'share', 'share that is asked'],
      mutants.map(({ name, killed, cases: tried, killedShare, required }) => [
        name,
        killed,
        tried,
        killedShare,
        required,
      ]),
    )}`;
}

function change(evidence: Evidence): Markup | null {
  const flip = flipOf(evidence);
  if (!flip) return null;
  const [panel] = evidence.panels;
  const { needed, margin, nearest } = flip;
  const { seeds } = evidence;
  const dead = decisionAt(needed, seeds);
  const lines = [
    `Of ${seeds} seeds at least ${needed} have to succeed in all panels (evidence ${formatNumber(10 ** dead.log10EvidenceFor)}; 100 decides). ${evidence.successes} did.`,
    ...(margin === undefined || typeof panel!.margin !== 'number'
      ? []
      : [
          `By "${panel!.name}" alone, ${needed} of them succeed up to a margin of ${formatNumber(margin)}${formatUnit(panel!.unit)}; it is ${formatNumber(panel!.margin)}.`,
        ]),
    ...(nearest.length === 0
      ? []
      : [
          `Nearest to the margin: ${nearest.map((index) => `seed ${index + 1} (${formatNumber(panel!.values[index]!)})`).join(', ')}.`,
        ]),
  ];
  return html`<h2>What would change the verdict</h2>
    ${lines.map((line) => html`<p>${line}</p>`)}`;
}

function trained({ perSeed: rows, curves, figures = [], steps, programs = [] }: Evidence): Markup | null {
  const arms = Object.keys(rows[0]?.arms ?? {});
  if (arms.length === 0) return null;
  const series = [...new Set(curves.map((curve) => curve.series))];
  const amount = `${plural(arms.length, 'arm')} on ${plural(rows.length, 'seed')}, ${steps} optimizer steps in all: ${arms.join(', ')}.`;
  return html`<h2>What was trained</h2>
    <p>${amount}</p>
    ${programs.map(({ arm, command }) => html`<p>${`${arm}: ${command.join(' ')}`}</p>`)}
    ${figures.map(
      (figure) =>
        html`<h3>${figure.name}</h3>
          ${figureChart(figure)}`,
    )}
    ${series.map((name) => {
      const own = curves.filter((curve) => curve.series === name);
      return html`<h3>${own[0]!.label}</h3>
        ${curveChart(own)}`;
    })}`;
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
    <pre>npx claimcheck verify ${id} --tier ${tier}${base}</pre>
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
