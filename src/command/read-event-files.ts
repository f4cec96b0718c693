import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scalarsIn } from './event-file.ts';
import { ReadingError } from './reading-error.ts';
import type { Point } from './point.ts';

/**
 * The numbers of a tag in the event files anywhere below a folder, in the order of the files' names, which begin with the
 * second of their making.
 * @throws ReadingError when there are no such files, none with the tag, or several folders have it
 */
export function readEventFiles(folder: string, tag: string, source: string): Point[] {
  const files = existsSync(folder) ? eventFiles(folder) : [];
  if (files.length === 0) {
    throw new ReadingError(
      `there are no event files in ${source}`,
      'let the program write them to {out}, or correct `folder`',
    );
  }
  const scalars = files.flatMap((file) =>
    scalarsIn(readFileSync(join(folder, file)), file).map((scalar) => ({ ...scalar, writer: dirname(file) })),
  );
  const found = scalars.filter((scalar) => scalar.tag === tag);
  const writers = [...new Set(found.map(({ writer }) => writer))];
  if (writers.length > 1) {
    throw new ReadingError(
      `several folders in ${source} have the tag ${tag}: ${writers.join(', ')}`,
      'name one of them in `folder`',
    );
  }
  if (found.length > 0) return found;
  const tags = [...new Set(scalars.map((scalar) => scalar.tag))].join(', ') || 'none';
  throw new ReadingError(
    `no event file in ${source} has the tag ${tag}`,
    `the tags with numbers are ${tags}`,
  );
}

function eventFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)[^/]*tfevents[^/]*$/.test(file))
    .sort();
}
