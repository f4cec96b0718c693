import { numberOf } from './number-text.ts';
import { ReadingError, shown } from './reading-error.ts';
import type { Point } from './point.ts';

/**
 * The numbers of all matches of an expression with the group `value`; the group `step` where it has one.
 * @throws ReadingError when nothing matches, or a group is no number
 */
export function readPattern(text: string, match: RegExp, source: string): Point[] {
  const everywhere = new RegExp(match.source, `${match.flags.replace(/[gy]/g, '')}g`);
  const withStep = match.source.includes('(?<step>');
  const points = [...text.matchAll(everywhere)].map(({ 0: found, groups = {} }): Point => {
    const number = (name: string): number => {
      const value = numberOf(groups[name] ?? '');
      if (value !== undefined) return value;
      throw new ReadingError(
        `${name} is "${shown(groups[name] ?? '')}" where ${String(match)} matches ${source}: ${shown(found)}`,
        'let the group hold a number alone, as in (?<value>\\S+)',
      );
    };
    return { value: number('value'), step: withStep ? number('step') : undefined };
  });
  if (points.length > 0) return points;
  throw new ReadingError(
    `nothing in ${source} matches ${String(match)}`,
    'correct `match`, or let the program print it',
  );
}
