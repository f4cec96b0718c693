import { surveyClaims } from '#sources';
import { printError } from './terminal.ts';
import { printable } from '#core';

/** Tells of files of claims that lie where none can, and so were left out. */
export function tellMisplaced(claims: string): void {
  for (const { problem } of surveyClaims(claims)) {
    if (problem) printError(`note: ${printable(problem.message)}; ${printable(problem.hint)}`);
  }
}
