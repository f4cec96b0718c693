import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { measuredSeries, type Claim } from '#claim';
import { editDistance } from '#core';
import type { ClaimEntry } from '#sources';

/** Letters by which a misspelt name differs. */
const mostApart = 2;

/**
 * Curves whose series nobody is seen to record: the files of the paper name it nowhere else, and the claim measures one that is
 * called nearly so. Which series arms record shows in training alone, where such a curve is refused after the first look.
 * @returns a line for each, with the series that may be meant
 */
export function curveProblems(claim: Claim, { file }: Pick<ClaimEntry, 'file'>): string[] {
  if (claim.kind !== 'empirical') return [];
  const measured = measuredSeries(claim);
  const text = textBeside(file);
  return Object.keys(claim.curves).flatMap((series) => {
    if (measured.includes(series) || isNamedElsewhere(series, text)) return [];
    const near = measured.filter((name) => isMisspelling(series, name));
    if (near.length === 0) return [];
    return [
      `claim ${claim.id}: curves.${series} names a series that nothing else in the paper's folder names; did you mean ` +
        `${near.join(' or ')}?`,
    ];
  });
}

/** Numbered series differ by their numbers, which is no mistake. */
function isMisspelling(series: string, name: string): boolean {
  const letters = (text: string): string => text.replaceAll(/\d/g, '').toLowerCase();
  const apart = editDistance(letters(series), letters(name));
  return letters(series) === letters(name) ? series.toLowerCase() === name.toLowerCase() : apart <= mostApart;
}

/** Whether a name stands in a text other than as a curve with a label. */
function isNamedElsewhere(name: string, text: string): boolean {
  const word = `(?<![\\w$])${name.replaceAll(/[^\w]/g, '\\$&')}(?![\\w$])`;
  const all = text.match(new RegExp(word, 'g'))?.length ?? 0;
  const asCurve = text.match(new RegExp(`${word}['"]?\\]?\\s*:\\s*\\{\\s*(label|scale)`, 'g'))?.length ?? 0;
  return all > Math.max(1, asCurve);
}

function textBeside(file: string): string {
  const folder = dirname(file);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}
