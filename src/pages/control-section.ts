import type { ControlEvidence, Evidence } from '#claim';
import { leastHeld } from '#core';
import { formatNumber, formatRule, formatUnit, plural } from '#report';
import { dataTable } from './data-table.ts';
import { html, type Markup } from './html.ts';

/** The controls with what refuted each, and the signs that the experiment worked. */
export function controlSection({ controls, panels, requires }: Evidence): Markup | null {
  if (controls.length === 0) return null;
  const because = (control: ControlEvidence): string =>
    leastHeld(control.panels)
      .map(({ name }) => `"${name}"`)
      .join(' and ');
  const refuted = controls.every(({ verdict }) => verdict === 'refuted');
  return html`<h2>${refuted ? 'Why the controls failed' : 'Whether the controls failed'}</h2>
    <p>A control is the same rule with one arm in another's place; it must be refuted.</p>
    ${dataTable(
      ['control', 'in place of', 'verdict', ...panels.map(({ name }) => `held: ${name}`), 'refuted by'],
      controls.map((control) => [
        control.name,
        Object.entries(control.exchange)
          .map(([arm, other]) => `${other} for ${arm}`)
          .join(', '),
        control.verdict === 'supported' ? 'holds as well' : control.verdict,
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

/** Of an invariant: the cases, the largest error, what broke it, and the mutants. */
export function caseSection({
  kind,
  mutants,
  generated,
  worstError,
  counterexample,
}: Evidence): Markup | null {
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
