import { isExpected } from '#core';
import { plural, verdictTable } from '#report';
import { runReport, verdictNotes, type VerifyResult } from '#runner';
import { colorOf, print, printError, printStyled, widthOf } from './terminal.ts';

/** Writes what came of a run to standard output, as JSON or, unless it was stopped, as a table with notes. */
export function showRun(
  result: VerifyResult,
  how: { readonly json: boolean; readonly stopped: boolean },
): void {
  if (how.json) return print(JSON.stringify(runReport(result), null, 2));
  if (how.stopped) return;
  const { rows } = result;
  if (rows.length > 0) {
    print('');
    printStyled(verdictTable(rows, { width: widthOf(process.stdout), color: colorOf(process.stdout) }));
    print('');
  }
  for (const note of verdictNotes(result)) print(note);
}

/** Exit code of a run that was not stopped. */
export function exitCodeOf({ rows, refused, failed }: VerifyResult): number {
  if (refused.length > 0) return 2;
  const unexpected = rows.some((row) => !('error' in row) && !isExpected(row.evidence));
  return failed.length > 0 || unexpected ? 1 : 0;
}

/** Says how far a stopped run came, and how to go on. */
export function tellStopped({ plan, unfinished, rows }: VerifyResult, rawArgs: readonly string[]): void {
  if (!plan) return printError('stopped before anything was judged');
  const command = ['claimcheck', 'verify', ...rawArgs.filter((argument) => argument !== '--force')].join(' ');
  printError(`stopped: ${rows.length} of ${plural(rows.length + unfinished.length, 'claim')} decided`);
  printError(`to go on from here: ${command}`);
}
