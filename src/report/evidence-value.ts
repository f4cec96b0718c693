import type { Evidence } from '#claim';
import { mean, median, UserError } from '#core';
import { verdictWords } from './fidelity-text.ts';

/** What a place in a text may show of evidence: a number, `k` of `n`, or a word. */
export type ShownValue = number | readonly [successes: number, of: number] | string;

type Decision = Pick<Evidence, 'seeds' | 'successes' | 'log10EvidenceFor' | 'log10EvidenceAgainst'> & {
  readonly verdict: string;
  readonly panels: readonly Panel[];
};

type Panel = Pick<Evidence['panels'][number], 'name' | 'values' | 'held' | 'estimate'> &
  Partial<Pick<Evidence['panels'][number], 'lower' | 'margin'>>;

/** What one number per seed comes to. */
const aggregates: Readonly<Record<string, (values: readonly number[]) => number>> = {
  median,
  mean,
  least: (values) => Math.min(...values),
  most: (values) => Math.max(...values),
};

/** How a value is shown in another unit than that of the evidence. */
const shownAs: Readonly<Record<string, (value: number) => number>> = {
  'in %': (value) => 100 * value,
  'as factor': (value) => 10 ** value,
  negated: (value) => -value,
};

/**
 * One value of evidence by its name in a text: `verdict`, `k/n`, `seeds`, `E`, `effect`, `panel 2 median`,
 * `control 1 k/n`, `arm group error mean`, `mutant 3 killed`, `worst error`; `in %`, `as factor` or `negated` after it.
 * @throws UserError when evidence has nothing of that name
 */
export function evidenceValue(evidence: Evidence, what: string): ShownValue {
  const unit = Object.keys(shownAs).find((suffix) => what.endsWith(` ${suffix}`));
  const plain = unit === undefined ? what : what.slice(0, -unit.length - 1);
  const tokens = [...plain.matchAll(/"([^"]*)"|\S+/g)].map(([token, quoted]) => quoted ?? token);
  const value = valueOf(evidence, tokens);
  const known = unit === undefined || typeof value === 'number';
  if (value === undefined || !known) {
    throw new UserError(
      `evidence of ${evidence.id} has no "${what}"`,
      'docs/writing-claims.md lists the names; panels, controls and mutants are named by number or in quotes',
    );
  }
  return typeof value === 'number' && unit !== undefined ? shownAs[unit]!(value) : value;
}

function valueOf(evidence: Evidence, tokens: readonly string[]): ShownValue | undefined {
  const [first = '', second = '', third = '', fourth = ''] = tokens;
  switch (first) {
    case 'worst':
      return second === 'error' && tokens.length === 2 ? evidence.worstError : undefined;
    case 'control': {
      const control = named(evidence.controls, second);
      return control && ofDecision(control, tokens.slice(2));
    }
    case 'requires':
      return evidence.requires && ofDecision(evidence.requires, tokens.slice(1));
    case 'mutants': {
      const killed = evidence.mutants.filter(({ killedShare, required }) => killedShare >= required);
      return second === 'k/n' ? [killed.length, evidence.mutants.length] : undefined;
    }
    case 'mutant': {
      const mutant = named(evidence.mutants, second);
      return mutant && ofMutant(mutant, third);
    }
    case 'arm': {
      const decided = evidence.perSeed.slice(0, evidence.seeds);
      const values = decided.map(({ arms }) =>
        Object.hasOwn(arms, second) && Object.hasOwn(arms[second]!, third) ? arms[second]![third] : undefined,
      );
      return values.length === 0 || values.includes(undefined)
        ? undefined
        : Object.hasOwn(aggregates, fourth)
          ? aggregates[fourth]!(values as number[])
          : undefined;
    }
    case 'verdict':
      return tokens.length === 1 ? verdictWords(evidence) : undefined;
    default:
      return ofDecision(evidence, tokens);
  }
}

function ofMutant(
  { killed, cases, killedShare }: Evidence['mutants'][number],
  field: string,
): ShownValue | undefined {
  return own({ killed, cases, share: killedShare, 'k/n': [killed, cases] }, field);
}

function ofDecision(one: Decision, tokens: readonly string[]): ShownValue | undefined {
  const [first = '', second = '', third = ''] = tokens;
  if (first === 'panel') {
    const panel = named(one.panels, second);
    return panel && ofPanel(panel, third, one.seeds);
  }
  if (tokens.length > 1) return undefined;
  const [primary] = one.panels;
  const decided = {
    verdict: one.verdict,
    'k/n': [one.successes, one.seeds] as const,
    successes: one.successes,
    seeds: one.seeds,
    E: 10 ** one.log10EvidenceFor,
    'E-': 10 ** one.log10EvidenceAgainst,
  };
  return own(decided, first) ?? (primary && ofPanel(primary, first, one.seeds));
}

function ofPanel(panel: Panel, field: string, seeds: number): ShownValue | undefined {
  const { values, held, estimate, lower, margin } = panel;
  if (Object.hasOwn(aggregates, field)) return aggregates[field]!(values.slice(0, seeds));
  const number = typeof margin === 'number' ? margin : undefined;
  return own({ effect: estimate, bound: lower, margin: number, held, 'k/n': [held, seeds] }, field);
}

function own(
  values: Readonly<Record<string, ShownValue | undefined>>,
  field: string,
): ShownValue | undefined {
  return Object.hasOwn(values, field) ? values[field] : undefined;
}

/** By number, from 1, or by name. */
function named<One extends { readonly name: string }>(all: readonly One[], which: string): One | undefined {
  return all.find(({ name }, index) => which === String(index + 1) || which === name);
}
