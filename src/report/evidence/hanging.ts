import wrapAnsi from 'wrap-ansi';

/** Columns that a text has at least, however narrow the terminal is. */
const narrowest = 20;

/**
 * A text after what begins its first line; further lines stand below the end of that. Words stay whole, so one that is
 * longer than a line reaches beyond `width`.
 * @param first plain text, of as many columns as it has characters
 */
export function hanging(first: string, text: string, width: number): string {
  const lines = wrapAnsi(text, Math.max(width - first.length, narrowest)).split('\n');
  return `${first}${lines.join(`\n${' '.repeat(first.length)}`)}`.trimEnd();
}
