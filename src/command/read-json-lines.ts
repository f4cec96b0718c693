import { numberOf } from './number-text.ts';
import { ReadingError, shown } from './reading-error.ts';
import type { Point } from './point.ts';

export interface JsonLinesOptions {
  readonly value: string;
  readonly step?: string | undefined;
  /** What the lines are of, in messages. */
  readonly source: string;
  /** Lines that do not start with a brace are other output. */
  readonly mixed: boolean;
}

/**
 * The numbers of lines that are JSON objects and have the field. NaN and Infinity may be bare, as Python writes them.
 * @throws ReadingError at a line that is no JSON object, a value that is no number, a missing step or a missing field
 */
export function readJsonLines(lines: readonly string[], options: JsonLinesOptions): Point[] {
  const { value, step, source, mixed } = options;
  const seen = new Set<string>();
  const points = lines.flatMap((line, index): Point[] => {
    if (line.trim() === '' || (mixed && !line.trimStart().startsWith('{'))) return [];
    const at = `line ${index + 1} of ${source}`;
    const record = parse(line, at, mixed);
    Object.keys(record).forEach((name) => seen.add(name));
    const found = fieldOf(record, value);
    if (found === undefined) return [];
    return [
      { value: asNumber(found, value, at), step: step === undefined ? undefined : stepOf(record, step, at) },
    ];
  });
  if (points.length > 0) return points;
  throw new ReadingError(
    `no line of ${source} is a JSON object with the field ${value}`,
    seen.size > 0
      ? `its fields are ${[...seen].join(', ')}`
      : 'print one JSON object per line, such as {"loss": 0.1}',
  );
}

function parse(line: string, at: string, mixed: boolean): Record<string, unknown> {
  const hint = mixed
    ? 'print such lines with a JSON library, or let the program write them to a file and name it in `file`'
    : 'write one JSON object per line, with a JSON library';
  try {
    const record: unknown = JSON.parse(quoted(line));
    if (typeof record === 'object' && record !== null) return record as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new ReadingError(`${at} is not a JSON object: ${shown(line)}`, hint);
}

/** Puts bare NaN and Infinity, which are no JSON, in quotes; what is in quotes stays. */
function quoted(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
}

/** A field by its name, or by the names of the records that it is in. */
function fieldOf(record: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name];
  return name.split('.').reduce<unknown>((inner, part) => {
    const known = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part);
    return known ? (inner as Record<string, unknown>)[part] : undefined;
  }, record);
}

function asNumber(found: unknown, name: string, at: string): number {
  const number = typeof found === 'string' ? numberOf(found) : found;
  if (typeof number === 'number') return number;
  throw new ReadingError(
    `${name} is ${shown(JSON.stringify(found))} in ${at}`,
    'write a number, NaN for a run that diverged, and leave the field out where there is none',
  );
}

function stepOf(record: Record<string, unknown>, name: string, at: string): number {
  const found = fieldOf(record, name);
  if (found !== undefined) return asNumber(found, name, at);
  throw new ReadingError(
    `${at} has no step ${name}`,
    'write the step along with every value, or correct `step`',
  );
}
