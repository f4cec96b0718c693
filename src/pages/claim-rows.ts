import {
  decisiveEffect,
  fidelityWord,
  markOf,
  verdictWords,
  type CollectedEvidence,
  pagePath,
} from '#report';
import { agreementOf } from './agreement.ts';
import { html, type Markup } from './html.ts';
import { stripOf } from './strip.ts';

export const rowFacts = ['paper', 'verdict', 'kind', 'fidelity', 'tier', 'agreement'] as const;

export type RowFact = (typeof rowFacts)[number];

const columns = [
  'claim',
  'tier',
  'kind',
  'fidelity',
  'verdict',
  'seeds',
  'effect',
  'each seed against the margin',
];

const paperOf = (id: string): string => id.split('/')[0]!;

/** What a row is chosen by. */
export type RowFacts = Readonly<Record<RowFact, string>>;

/** What rows are chosen by. */
export function factsOfRow(entry: CollectedEvidence, entries: readonly CollectedEvidence[]): RowFacts {
  const { id, tier, stored } = entry;
  const { verdict = 'no evidence', kind = 'unknown', protocol } = stored?.evidence ?? {};
  const agreement = agreementOf(entry, entries).word;
  return { paper: paperOf(id), verdict, kind, fidelity: protocol?.fidelity ?? 'not stated', tier, agreement };
}

/**
 * A table with a row for each claim and tier.
 * @param facts those of each entry
 */
export function claimRows(
  entries: readonly CollectedEvidence[],
  up: string,
  facts: readonly RowFacts[] = entries.map((entry) => factsOfRow(entry, entries)),
): Markup {
  return html`<div class="wide" tabindex="0">
    <table data-claims>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col"><button type="button">${column}</button></th>`)}
        </tr>
      </thead>
      <tbody>
        ${entries.map((entry, index) => row(entry, facts[index]!, up))}
      </tbody>
    </table>
  </div>`;
}

function row(entry: CollectedEvidence, facts: RowFacts, up: string): Markup {
  const { id, tier, stored, problem, stale } = entry;
  const attributes = Object.fromEntries(rowFacts.map((key) => [`data-${key}`, facts[key]]));
  const link = html`<a href=${`${up}${pagePath(entry)}`}>${id}</a>`;
  if (!stored) {
    return html`<tr ...${attributes}>
      <td>${link}</td>
      <td>${tier}</td>
      <td>-</td>
      <td>-</td>
      <td class="refuted">no evidence</td>
      <td colspan="3">${problem ?? 'not judged'}</td>
    </tr>`;
  }
  const { evidence } = stored;
  const { successes, seeds, inconclusive, statement, verdict, kind, protocol } = evidence;
  const notes = [
    ...(stale ? ['of earlier sources'] : []),
    ...(facts.agreement.endsWith('disagree') ? [facts.agreement] : []),
  ];
  return html`<tr ...${attributes}>
    <td>${link}<br /><span class="muted">${statement}</span></td>
    <td>${tier}</td>
    <td>${kind}</td>
    <td>${protocol?.fidelity === 'theorem' ? '-' : fidelityWord(evidence) || 'not stated'}</td>
    <td class=${verdict}>
      ${`${markOf(evidence)} ${verdictWords(evidence)}${inconclusive ? ` (${inconclusive})` : ''}`}${notes.map((note) => html`<br /><span class="muted">${note}</span>`)}
    </td>
    <td data-key=${String(seeds === 0 ? 0 : successes / seeds)}>${successes}/${seeds}</td>
    <td>${decisiveEffect(evidence) ?? '-'}</td>
    <td>${stripOf(evidence)}</td>
  </tr>`;
}
