import { messageOf, UserError } from '#core';
import { inManner, isRounded, numberForm, type ShownValue, wordForm } from '#report';

/** A place in a text whose value is not the published one. */
export interface ChangedValue {
  /** From 1. */
  readonly line: number;
  readonly written: string;
  readonly published: string;
  /** Claim, tier and what of its evidence is shown. */
  readonly of: string;
}

/** What is published: of a claim, a paper or `all`, at a tier. */
export type ValueOf = (id: string, tier: string, what: string) => ShownValue;

interface Page {
  readonly path: string;
  readonly text: string;
  /** The paper whose README it is: its claims are named without it there. */
  readonly paper?: string;
}

/** Whatever begins like a marker is one: a slip of the pen in it must not turn the check off. */
const marker = /<!--\s*=([^]*?)-->/g;

/** What may stand between a value and its marker. */
const closing = String.raw`[)\]*_]*`;
const number = `(?:${numberForm}|${wordForm})`;
const forms = {
  number,
  pair: String.raw`(?<![\w.,])[\d,]+(?:/| of )[\d,]+`,
  word: String.raw`\b(?:supported|refuted at this scale|refuted|inconclusive|undecided)`,
} as const;

/**
 * A page with each value that a comment marks as published, such as `+25.4<!-- = group-norm/vs-others smoke effect -->`, as it
 * is published: rounded to the digits that were written, and as it was where these are right.
 * @throws UserError naming file and line, when a marker stands behind no value or asks for what is not published
 */
export function withMarkedValues(
  { path, text, paper }: Page,
  valueOf: ValueOf,
): { readonly text: string; readonly changed: readonly ChangedValue[] } {
  const changed: ChangedValue[] = [];
  let [written, from] = ['', 0];
  for (const { index, 0: comment, 1: asked = '' } of markersIn(text)) {
    const line = text.slice(0, index).split('\n').length;
    const [, named, tier, what] = /^\s*(\S+)\s+(\S+)\s+(\S[^]*?)\s*$/.exec(asked) ?? [];
    if (named === undefined) {
      throw new UserError(
        `${path}:${line}: ${comment} does not say what it marks`,
        'write <!-- = paper/claim tier what -->, as in <!-- = group-norm/vs-others smoke effect -->',
      );
    }
    const id = fullId(named, paper);
    const value = at(`${path}:${line}`, () => valueOf(id, tier!, what!));
    const place = placeBefore(text.slice(from, index), value);
    if (place === undefined) {
      throw new UserError(
        `${path}:${line}: no ${kindOf(value)} stands before ${comment}`,
        'put the comment right behind what it is of, without a space',
      );
    }
    const published = shown(place.text, value);
    if (published !== place.text) {
      changed.push({ line, written: place.text, published, of: `${id} ${tier} ${what}` });
    }
    written += text.slice(from, from + place.start) + published;
    from += place.start + place.text.length;
  }
  return { text: written + text.slice(from), changed };
}

function fullId(named: string, paper: string | undefined): string {
  const whole = paper === undefined || named.includes('/') || ['all', paper].includes(named);
  return whole ? named : `${paper}/${named}`;
}

/** The markers of a text, those aside that are shown as code. */
function markersIn(text: string): RegExpExecArray[] {
  const code = [...text.matchAll(/^```[\s\S]*?^```|`[^`\n]*`/gm)].map(
    ({ index, 0: block }) => [index, index + block.length] as const,
  );
  return [...text.matchAll(marker)].filter(
    ({ index }) => !code.some(([start, end]) => start <= index && index < end),
  );
}

/** The value that a text ends with, or that the code at its end ends with. */
function placeBefore(
  text: string,
  value: ShownValue,
): { readonly start: number; readonly text: string } | undefined {
  const form = forms[kindOf(value)];
  const [code, inside = ''] = new RegExp(`\`([^\`\\n]*)\`${closing}$`).exec(text) ?? [];
  if (code !== undefined) {
    const last = [...inside.matchAll(new RegExp(form, 'gi'))].at(-1);
    return last && { start: text.length - code.length + 1 + last.index, text: last[0] };
  }
  const found = new RegExp(`(${form})${closing}$`, 'i').exec(text);
  return found ? { start: found.index, text: found[1]! } : undefined;
}

function kindOf(value: ShownValue): keyof typeof forms {
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'word' : 'pair';
}

/** The value in the manner of what is written. */
function shown(written: string, value: ShownValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return isRounded(written, value) ? written : inManner(written, value);
  const [, first, between, last] = /^([\d,]+)(\/| of )([\d,]+)$/.exec(written)!;
  return `${shown(first!, value[0])}${between}${shown(last!, value[1])}`;
}

function at<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${place}: ${messageOf(error)}`, error.hint);
    throw error;
  }
}
