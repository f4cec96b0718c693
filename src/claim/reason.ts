import { leastHeld } from '#core';
import { firstLook } from './looks.ts';
import { isUnstable } from './outcome.ts';
import type { Outcome, Standing } from './outcome.ts';
import type { ControlEvidence, Decision, PanelEvidence, RequirementEvidence } from './evidence-types.ts';
import type { Rule } from './types.ts';

/** What a reason is told from. */
export interface Reasoned {
  readonly panels: readonly PanelEvidence[];
  readonly controls: readonly ControlEvidence[];
  readonly requires: RequirementEvidence | undefined;
  readonly standing: Standing;
  readonly outcome: Outcome;
}

/** One sentence that says what was counted and what follows from it. */
export function reasonOf(reasoned: Reasoned): string {
  const { panels, standing } = reasoned;
  const { treatment } = standing;
  const counted = `${share(treatment)} ${predicate(panels)}${eachPanel(panels, treatment)}${notFinite(standing)}`;
  return `${counted}; ${consequence(reasoned)}`;
}

function consequence({ panels, controls, requires, standing, outcome }: Reasoned): string {
  const { treatment, seeds } = standing;
  const listed = (picked: (control: ControlEvidence, index: number) => boolean): string =>
    controls
      .filter(picked)
      .map((control) => `"${control.name}" (${share(control)})`)
      .join(' and ');
  if (outcome.verdict === 'supported') return `${count(controls.length, 'control')} refuted`;
  if (outcome.verdict === 'refuted') return refutation(panels, treatment);
  switch (outcome.inconclusive) {
    case 'needs-seeds':
      return `${treatment.successes === seeds ? 'consistent, but ' : ''}no verdict rests on fewer than ${firstLook} seeds`;
    case 'non-specific':
      return `the effect is not specific: the same rule holds for the control ${listed(({ verdict }) => verdict === 'supported')}`;
    case 'control-undecided':
      return `undecided after ${seeds} seeds is the control ${listed(({ verdict }) => verdict === 'undecided')}`;
    case 'control-unstable':
      return `more than a quarter of the numbers of the control ${listed((_, index) => isUnstable(standing.controls[index]!, standing))} are not finite`;
    case 'unstable':
      return 'more than a quarter of the runs diverged, so the claim was not tested';
    case 'untested':
      return `the rule ${treatment.verdict === 'supported' ? 'holds' : 'fails'}, but ${untested(requires, standing)}`;
    case 'budget':
      return `evidence reached the threshold on neither side within ${seeds} seeds`;
  }
}

function refutation(panels: readonly PanelEvidence[], { seeds }: Decision): string {
  if (panels.length === 1) return 'an effect of this size is not what most seeds show';
  return `what most seeds do not show is ${weakest(panels, seeds)}`;
}

function untested(requires: RequirementEvidence | undefined, { areAlike }: Standing): string {
  if (areAlike)
    return 'every seed gave the same numbers, so they count as one run; arms must draw from their seed';
  if (!requires) return 'the claim requires no sign that the experiment worked';
  return `most seeds do not show that the experiment worked: ${weakest(requires.panels, requires.seeds)}`;
}

function weakest(panels: readonly PanelEvidence[], seeds: number): string {
  return leastHeld(panels)
    .map(({ name, held }) => `"${name}" (held on ${held} of ${seeds})`)
    .join(' and ');
}

/** The rule as a sentence says it of several seeds: `exceed 2.5 events`. */
function predicate([effect, ...also]: readonly Pick<PanelEvidence, 'unit' | 'rule' | 'margin'>[]): string {
  const further = also.length > 0 ? ` and satisfy ${count(also.length, 'further panel')}` : '';
  return `${guard(effect as Rule)}${effect!.unit === '1' ? '' : ` ${effect!.unit}`}${further}`;
}

/** How often each of several panels held, where not all of them always did. */
function eachPanel(panels: readonly PanelEvidence[], { successes, seeds }: Decision): string {
  if (panels.length === 1 || successes === seeds) return '';
  return ` (${panels.map(({ name, held }) => `"${name}" on ${held}`).join(', ')})`;
}

/** Four significant digits: margins may be logarithms. */
const short = (value: number): string => String(Number(value.toPrecision(4)));

function guard(rule: Rule): string {
  switch (rule.rule) {
    case 'exceeds':
      return `exceed ${short(rule.margin)}`;
    case 'staysBelow':
      return `stay below ${short(rule.margin)}`;
    case 'staysWithin':
      return `stay within ±${short(rule.margin)}`;
    case 'between':
      return `are between ${short(rule.margin[0])} and ${short(rule.margin[1])}`;
  }
}

function share({ successes, seeds }: Decision): string {
  return `${successes} of ${count(seeds, 'seed')}`;
}

function notFinite({ treatment, seeds }: Standing): string {
  const { nonFinite } = treatment;
  return nonFinite === 0 ? '' : ` (${nonFinite} of ${seeds} gave no finite number)`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
