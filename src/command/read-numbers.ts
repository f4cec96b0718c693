import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Reading } from './command-options.ts';
import { fill, type Replacements } from './placeholders.ts';
import type { Point } from './point.ts';
import { readCsv } from './read-csv.ts';
import { readEventFiles } from './read-event-files.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readPattern } from './read-pattern.ts';
import { ReadingError } from './reading-error.ts';

/** Where a finished program left what it wrote. */
export interface Leftovers {
  readonly stdout: string;
  readonly stderr: string;
  /** `{out}`, which files are relative to. */
  readonly out: string;
  readonly replacements: Replacements;
  /** When it started, ms since the epoch: files from before are somebody else's. */
  readonly startedAt: number;
}

/**
 * The numbers of a reading, in their order; at least one.
 * @throws ReadingError when they are not there
 */
export function readNumbers(reading: Reading, left: Leftovers): Point[] {
  if (reading.from === 'tensorboard') {
    const folder = fill(reading.folder ?? '{out}', left.replacements);
    return readEventFiles(resolve(left.out, folder), reading.tag, reading.folder ?? '{out}');
  }
  const source = reading.file ?? 'stdout';
  const text = textOf(source, left);
  switch (reading.from) {
    case 'json-lines':
      return readJsonLines(text.split('\n'), {
        ...reading,
        source,
        mixed: source === 'stdout' || source === 'stderr',
      });
    case 'csv':
      return readCsv(text, { ...reading, source });
    case 'pattern':
      return readPattern(text, reading.match, source);
  }
}

function textOf(source: string, left: Leftovers): string {
  if (source === 'stdout' || source === 'stderr') return readFileSync(left[source], 'utf8');
  const path = resolve(left.out, fill(source, left.replacements));
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) {
    throw new ReadingError(
      `there is no file ${source}`,
      `let the program write ${basename(path)}, or correct \`file\``,
    );
  }
  // Clocks of file systems tick more slowly than ours.
  if (stat.mtimeMs < left.startedAt - 50) {
    throw new ReadingError(
      `the file ${source} was there before the program ran`,
      'let every run write to its own {out}',
    );
  }
  return readFileSync(path, 'utf8');
}
