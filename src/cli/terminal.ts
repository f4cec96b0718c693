import type { WriteStream } from 'node:tty';

type Stream = NodeJS.WriteStream | WriteStream;

/** Writes a line to standard output, where results go. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line to standard error, where progress and errors go. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Whether to color a stream: a terminal, and neither NO_COLOR nor TERM=dumb (https://no-color.org). */
export function colorOf(stream: Stream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && TERM !== 'dumb';
}

/** Columns of a stream's terminal; wide where there is no terminal, so that nothing is left out of a log. */
export function widthOf(stream: Stream): number {
  return stream.isTTY === true ? stream.columns : 200;
}
