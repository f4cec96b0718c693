import { readFileSync } from 'node:fs';
import { canonicalJson, messageOf, UserError } from '#core';
import { type BenchCase, caseNamed } from './cases/index.ts';
import type { Machine } from './machine.ts';
import type { Row } from './measure.ts';
import { type Verdict, verdictsOf } from './verdicts.ts';

/** A case at one number of replicas. */
export interface Group {
  readonly bench: BenchCase;
  readonly rows: readonly Row[];
}

/** How and where something was measured. */
interface Circumstances {
  readonly machine: Machine;
  /** Load before the first sample. */
  readonly load: number;
  readonly date: string;
  readonly rounds: number;
  readonly sampleSeconds: number;
  readonly limitSeconds: number;
}

export interface Measured extends Circumstances {
  readonly groups: readonly Group[];
  readonly verdicts: readonly Verdict[];
}

/** The result as it is kept and as --json prints it. */
export function resultJson({ groups, ...rest }: Measured): object {
  return {
    ...rest,
    cases: Object.fromEntries(groups.map(({ bench }) => [bench.name, bench.title])),
    rows: groups.flatMap(({ rows }) => rows),
  };
}

/**
 * One result from what --json printed, at once or case by case. What is required of it is judged anew.
 * @throws UserError for a file that cannot be read or holds something else, for cases that are not here, and for files
 * of several machines or ways of measuring
 */
export function readResults(files: readonly string[]): Measured {
  const parts = files.map(parsed);
  const { machine, date, rounds, sampleSeconds, limitSeconds } = parts[0]!;
  const manner = mannerOf(parts[0]!);
  const other = parts.findIndex((part) => mannerOf(part) !== manner);
  if (other >= 0) {
    throw new UserError(
      `--from ${files[other]}: measured on another machine than ${files[0]}, or with other rounds`,
      'give files of one machine, measured with the same options but --case and --replicas',
    );
  }
  const groups = groupsOf(parts.flatMap(({ rows }) => rows));
  return {
    ...{ machine, date, rounds, sampleSeconds, limitSeconds, groups },
    load: Math.max(...parts.map((part) => part.load)),
    verdicts: groups.flatMap(({ bench, rows }) => verdictsOf(bench, rows)),
  };
}

/** Equal for results that may stand together. */
function mannerOf({ machine, rounds, sampleSeconds, limitSeconds }: Circumstances): string {
  return canonicalJson({ machine, rounds, sampleSeconds, limitSeconds });
}

function groupsOf(rows: readonly Row[]): Group[] {
  const byGroup = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.case} ${row.replicas}`;
    byGroup.set(key, [...(byGroup.get(key) ?? []), row]);
  }
  return [...byGroup.values()].map((own) => ({ bench: caseNamed(own[0]!.case), rows: own }));
}

function parsed(file: string): Circumstances & { readonly rows: readonly Row[] } {
  const hint = 'name a file with what npm run bench -- --json printed';
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`--from ${file}: ${messageOf(error)}`, hint);
  }
  const result = content as (Circumstances & { readonly rows: readonly Row[] }) | null;
  if (result?.machine && Array.isArray(result.rows)) return result;
  throw new UserError(`--from ${file}: no result of the bench`, hint);
}
