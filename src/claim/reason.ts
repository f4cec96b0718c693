import { firstLook } from './looks.ts';
import type { Outcome, Standing } from './outcome.ts';
import type { Decision } from './evidence-types.ts';
import type { EmpiricalClaim, Rule } from './types.ts';

/** One sentence that says what was counted and what follows from it. */
export function reasonOf(claim: EmpiricalClaim, standing: Standing, outcome: Outcome): string {
  const counted = `${share(standing.treatment)} ${predicate(claim)}${notFinite(standing)}`;
  return `${counted}; ${consequence(claim, standing, outcome)}`;
}

function consequence(claim: EmpiricalClaim, standing: Standing, outcome: Outcome): string {
  const { treatment, controls, seeds } = standing;
  const named = Object.keys(claim.controls).map((name, index) => ({ name, decision: controls[index]! }));
  const listed = (verdict: Decision['verdict']): string =>
    named
      .filter(({ decision }) => decision.verdict === verdict)
      .map(({ name, decision }) => `"${name}" (${share(decision)})`)
      .join(' and ');
  if (outcome.verdict === 'supported') return `${count(controls.length, 'control')} refuted`;
  if (outcome.verdict === 'refuted') return 'an effect of this size is not what most seeds show';
  switch (outcome.inconclusive) {
    case 'needs-seeds':
      return `${treatment.successes === seeds ? 'consistent, but ' : ''}no verdict rests on fewer than ${firstLook} seeds`;
    case 'non-specific':
      return `the effect is not specific: the same rule holds for the control ${listed('supported')}`;
    case 'control-undecided':
      return `undecided after ${seeds} seeds is the control ${listed('undecided')}`;
    case 'unstable':
      return 'more than a quarter of the runs diverged, so the claim was not tested';
    case 'budget':
      return `evidence reached the threshold on neither side within ${seeds} seeds`;
  }
}

/** The rule as a sentence says it of several seeds: `exceed 2.5 events`. */
export function predicate({ effect, also = [] }: Pick<EmpiricalClaim, 'effect' | 'also'>): string {
  const further = also.length > 0 ? ` and satisfy ${count(also.length, 'further panel')}` : '';
  return `${guard(effect)}${effect.unit === '1' ? '' : ` ${effect.unit}`}${further}`;
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

function notFinite({ nonFinite, seeds }: Standing): string {
  return nonFinite === 0 ? '' : ` (${nonFinite} of ${seeds} gave no finite number)`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
