import { printable } from '#core';

/** Several lines in one cell of a Markdown table. */
export function cellLines(...lines: readonly string[]): string {
  return lines.join('<br>');
}

/** A text in backticks for a cell of a Markdown table. */
export function cellCode(text: string): string {
  return `\`${printable(text).replaceAll('|', '\\|')}\``;
}

/** Plain text for a cell of a Markdown table: only what stands in backticks is marked up. */
export function cellProse(text: string): string {
  return printable(text)
    .replaceAll(/\s+/g, ' ')
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? cellCode(part.slice(1, -1)) : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\|*[\]]/g, '\\$&')
    .replaceAll(/(?<!\w)_|_(?!\w)/g, '\\_')
    .replaceAll(/<(?=[\w/!?])/g, '&lt;');
}
