import { tiers, type Tier } from '#core';
import type { ChangedValue } from './marked-values.ts';

/** A verdict as code of a text: `    ✓ paper/claim: supported 8/8 · ... · smoke, proxy`. */
const line = /^ {4}([✓◆✗] (\S+\/\S+): .* · (\w+)(?:, \w+)?)$/gm;

/** The line of a claim at a tier; undefined where nothing is published of it. */
export type LineOf = (id: string, tier: Tier) => string | undefined;

/** A text with the verdicts that it shows as lines of code as they are published; those of claims that are not stay. */
export function withVerdictLines(
  text: string,
  lineOf: LineOf,
): { readonly text: string; readonly changed: readonly ChangedValue[] } {
  const changed: ChangedValue[] = [];
  const written = text.replace(line, (whole, shown: string, id: string, name: string, index: number) => {
    const tier = tiers.find((known) => known === name);
    const published = tier && lineOf(id, tier);
    if (published === undefined || published === shown) return whole;
    const before = text.slice(0, index).split('\n').length;
    changed.push({ line: before, written: shown, published, of: `${id} ${name}` });
    return `    ${published}`;
  });
  return { text: written, changed };
}
