/** A text with a place in it for what is generated, between the lines `<!-- name -->` and `<!-- /name -->`. */
export interface GeneratedPlace {
  readonly before: string;
  readonly after: string;
}

/** Where the place of that name is in a text; undefined unless both lines stand there once, in this order. */
export function generatedPlace(text: string, name: string): GeneratedPlace | undefined {
  const starts = [...text.matchAll(new RegExp(`^<!-- ${name} -->$`, 'gm'))];
  const ends = [...text.matchAll(new RegExp(`^<!-- /${name} -->$`, 'gm'))];
  const [start, end] = [starts[0], ends[0]];
  if (!start || !end || starts.length + ends.length > 2 || end.index < start.index) return undefined;
  return { before: text.slice(0, start.index), after: text.slice(end.index + end[0].length) };
}

/** The text with the place filled, and by what it was. Tables are left to themselves by prettier: padded to the widest cell, every change would touch every line. */
export function filledPlace(
  { before, after }: GeneratedPlace,
  name: string,
  from: string,
  text: string,
): string {
  const block = [
    `<!-- ${name} -->`,
    `<!-- Written by "claimcheck tables" from ${from}. -->`,
    text,
    `<!-- /${name} -->`,
  ];
  return `${before}${block.join('\n\n')}${after}`;
}

/** A table that prettier leaves as it is. */
export const unformatted = (table: string): string => `<!-- prettier-ignore -->\n${table}`;
