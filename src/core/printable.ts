/** Spaces that would break a line or leave a gap in it. */
const breaks = /[\t\n\v\f\r]+/g;

/**
 * What a terminal obeys, what XML forbids and what reorders a line: controls (C0, DEL, C1), halves of surrogate pairs,
 * separators of lines, marks of direction, and the two noncharacters of the first plane.
 */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * A text of somebody else's as one line that may be shown anywhere: breaks become spaces, what is unfit its escape as
 * JavaScript and JSON write it (`\u001b`). Doing it twice changes nothing.
 */
export function printable(text: string): string {
  return escaped(text.replace(breaks, ' '));
}

/** The same for a text of several lines, which stay. What was JSON stays the same JSON. */
export function printableText(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Plain data with every text and every name in it made printable, so that no field can be forgotten. */
export function printableParts<T>(value: T): T {
  return parts(value) as T;
}

function parts(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(parts);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [printable(name), parts(part)]));
}

function escaped(text: string): string {
  return text.replace(unfit, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
