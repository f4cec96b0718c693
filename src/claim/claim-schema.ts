import { tiers } from '#core';
import { z } from 'zod';
import { withHint, stateAndHint } from './describe-issues.ts';
import { readings } from './source.ts';
import type { EmpiricalDefinition, Measures, TierSize } from './types.ts';
import { expectations } from './types.ts';

const kebab = '[a-z0-9]+(?:-[a-z0-9]+)*';

export const text = (hint: string): z.ZodType<string> =>
  z.string(withHint(hint)).trim().min(1, withHint(hint));

export const whole = (from: number, hint: string): z.ZodType<number> =>
  z.int(withHint(hint)).min(from, withHint(hint));

export const callable = (hint: string): z.ZodType<unknown> =>
  z.custom((value) => typeof value === 'function', withHint(hint));

export const finite = (hint: string): z.ZodType<number> => z.number(withHint(hint));

/** Zod takes an object with such an entry for no record. */
const reservedName = (input: unknown): string | undefined =>
  typeof input === 'object' && input !== null && Object.hasOwn(input, 'constructor')
    ? 'has an entry named "constructor"; give it another name'
    : undefined;

/** A record with at least one entry. */
export const someOf = <T>(item: z.ZodType<T>, hint: string): z.ZodType<Record<string, T>> =>
  z
    .record(z.string(), item, { error: (issue) => reservedName(issue.input) ?? stateAndHint(issue, hint) })
    .refine((entries) => Object.keys(entries).length > 0, { error: `is empty; ${hint}` });

const idForm = 'use <paper>/<name>, both in kebab-case, as in "grokking/weight-norm-falls"';

/** `<paper>/<name>`, of a claim or of shared runs. */
export const claimId = z.string(withHint(idForm)).regex(new RegExp(`^${kebab}/${kebab}$`), withHint(idForm));

/** What an axis of a plot shows. */
export const axis = z.strictObject(
  {
    label: text('give the label of the axis'),
    scale: z.enum(['linear', 'log'], withHint('use "linear" or "log"')).optional(),
  },
  withHint('give { label }'),
);

const paper = z.strictObject(
  {
    id: z
      .string(withHint('give the folder name under claims/'))
      .regex(new RegExp(`^${kebab}$`), withHint('use kebab-case, the folder name under claims/')),
    title: text('give the title of the paper'),
    authors: z
      .array(text('name an author'), withHint('list the authors'))
      .min(1, { error: 'is empty; list the authors' }),
    venue: text('give the venue, or "preprint"'),
    year: z.int(withHint('give the year of publication')).min(1900, withHint('give the year of publication')),
    url: text('give an arXiv number, a DOI or an address where the text is found'),
  },
  withHint('import the citation from paper.ts'),
);

const expectedHint =
  'use supported, refuted or inconclusive with its kind, as in "inconclusive: non-specific", or { smoke, standard, real, paper } of them';
const verdict = z.enum(expectations, withHint(expectedHint));

/** Fields that every kind of claim has. */
export const head = {
  id: claimId,
  revision: whole(1, 'use a whole number that starts at 1 and is raised when the claim changes'),
  states: text('say in one or two sentences what the paper states'),
  source: z.strictObject(
    {
      paper,
      at: text('say where the paper states it, as in "Fig. 3" or "Theorem 2"'),
      reading: z
        .enum(readings, withHint('say how the place was read: body, second-hand, abstract or memory'))
        .optional(),
      version: text('say which text was read, as in "arXiv v3"').optional(),
      reported: text('give what the paper reports, with its unit, as in "24.8 % error"').optional(),
      confirmedBy: text('name the author and where they said so').optional(),
    },
    withHint('give { paper, at }'),
  ),
  expected: z.union([verdict, z.partialRecord(z.enum(tiers), verdict)], withHint(expectedHint)).optional(),
  finding: text('say in a sentence what was found').optional(),
};

/** What a schema sees of any definition; used by checks across fields. */
export interface DefinitionHead {
  readonly id: string;
  readonly source: { readonly paper: { readonly id: string } };
  readonly expected?: EmpiricalDefinition<TierSize, string, Measures>['expected'];
  readonly finding?: string;
}

/** Problems between the fields that every kind of claim has. */
export function headProblems({ id, source, expected = 'supported', finding }: DefinitionHead): string[] {
  const problems: string[] = [];
  const folder = id.split('/')[0];
  if (folder !== source.paper.id) {
    problems.push(
      `source.paper.id is "${source.paper.id}" but the id is in "${folder}"; the id starts with the paper's folder`,
    );
  }
  const findings = (typeof expected === 'string' ? [expected] : Object.values(expected)).filter(
    (verdict) => verdict !== 'supported',
  );
  if (findings.length > 0 && finding === undefined) {
    problems.push(
      `finding is missing; expected is "${findings.join('", "')}", so say in a sentence what was found`,
    );
  }
  return problems;
}
