import { UserError, nearMatches } from '#core';
import type { ClaimEntry } from './discover-claims.ts';

/**
 * The entries that any of the filters names, in their order; all when there is no filter. A filter is a claim id, a
 * paper id, a pattern with `*`, or a part of an id; the first of these that matches something counts.
 * @throws UserError with near matches for a filter that names nothing
 */
export function selectClaims(entries: readonly ClaimEntry[], filters: readonly string[]): ClaimEntry[] {
  if (filters.length === 0) return [...entries];
  const chosen = new Set(filters.flatMap((filter) => matching(entries, filter)));
  return entries.filter((entry) => chosen.has(entry));
}

function matching(entries: readonly ClaimEntry[], filter: string): ClaimEntry[] {
  const pattern = new RegExp(`^${filter.split('*').map(escape).join('.*')}$`);
  const readings: ((entry: ClaimEntry) => boolean)[] = [
    ({ id }) => id === filter,
    ({ paper }) => paper === filter.replace(/\/$/, ''),
    ({ id }) => filter.includes('*') && pattern.test(id),
    ({ id }) => filter !== '' && id.includes(filter),
  ];
  for (const reading of readings) {
    const found = entries.filter(reading);
    if (found.length > 0) return found;
  }
  throw unknownClaim(filter, entries);
}

function escape(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

/** The error for an id or filter that names no claim. */
function unknownClaim(name: string, entries: readonly Pick<ClaimEntry, 'id' | 'paper'>[]): UserError {
  const names = [...new Set(entries.flatMap(({ id, paper }) => [id, paper]))];
  const near = nearMatches(name, names);
  const hint =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : '"claimcheck list" shows what there is';
  return new UserError(`no claim matches "${name}"`, hint);
}
