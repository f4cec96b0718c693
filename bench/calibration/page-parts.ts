import { formatNumber } from '#report';
import type { Share } from './totals.ts';

/** `3 of 880, 0.341 % (0.0704 to 0.993 %)`: a share with its interval. */
export function shareText({ count, of, low, high }: Share): string {
  if (of === 0) return '-';
  return `${count} of ${of}, ${percent(count / of)} (${formatNumber(100 * low)} to ${percent(high)})`;
}

const percent = (share: number): string => `${formatNumber(100 * share)} %`;

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return ['<!-- prettier-ignore -->', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
