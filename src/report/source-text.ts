import type { Source } from '#claim';

type Place = Omit<Source, 'paper'>;

const read: Readonly<Record<NonNullable<Place['reading']>, string>> = {
  body: 'read in the body',
  'second-hand': 'read second-hand',
  abstract: 'abstract alone read',
  memory: 'from memory',
};

/** Where a claim stands in its paper, how that place was read, and what the paper reports there, a line each. */
export function placeLines({ at, reading, version, reported, confirmedBy }: Place): string[] {
  const trust = [reading && read[reading], version].filter((text) => text !== undefined).join(', ');
  return [
    trust === '' ? at : `${at} (${trust})`,
    ...(reported === undefined ? [] : [`the paper reports ${reported}`]),
    ...(confirmedBy === undefined ? [] : [`confirmed by ${confirmedBy}`]),
  ];
}

/** The same on one line. */
export const placeText = (source: Place): string => placeLines(source).join('; ');
