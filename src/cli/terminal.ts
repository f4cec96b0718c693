import type { WriteStream } from 'node:tty';
import { printableText } from '#core';

type Stream = NodeJS.WriteStream | WriteStream;

/** Writes text to standard output, where results go. Nothing in it can steer the terminal. */
export function print(text: string): void {
  process.stdout.write(`${printableText(text)}\n`);
}

/** Writes text that has colors. Whoever colors it has made what others wrote printable. */
export function printStyled(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes text to standard error, where progress and errors go. */
export function printError(text: string): void {
  process.stderr.write(`${printableText(text)}\n`);
}

/** Whether to color a stream: a terminal, and neither NO_COLOR nor TERM=dumb (https://no-color.org). */
export function colorOf(stream: Stream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && TERM !== 'dumb';
}

/** Columns of a stream's terminal; where there is none `unseen`, wide so that nothing is left out of a log. */
export function widthOf(stream: Stream, unseen = 200): number {
  // A terminal that does not say how wide it is says 0.
  return stream.isTTY === true && stream.columns > 0 ? stream.columns : unseen;
}

/** Lines that are drawn in place, on a terminal; loaded here, since it takes a third of the start of other commands. */
export async function redrawn(stream: NodeJS.WriteStream) {
  return stream.isTTY ? (await import('log-update')).createLogUpdate(stream) : undefined;
}
