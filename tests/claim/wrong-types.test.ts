import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineClaim, defineInvariant, defineRuns } from '#claim';
import { UserError } from '#core';
import { fieldName, show } from '../../src/claim/describe-issues.ts';
import { definition } from './scripted.ts';

type Path = readonly (string | number)[];

const { arms, measure, tiers, ...claimOnly } = definition({ effect: [2] });
const axis = { label: 'loss', scale: 'log' };

/** Definitions with every field that there is, and what takes them. */
const defined: Readonly<Record<string, readonly [define: (value: never) => unknown, whole: object]>> = {
  defineClaim: [
    defineClaim,
    {
      ...{ ...claimOnly, arms, measure, tiers: { smoke: { seeds: 8 }, standard: {}, paper: { seeds: 5 } } },
      also: [{ ...claimOnly.effect, name: 'band', rule: 'between', margin: [0, 1] }],
      controls: { sham: { replace: 'with', with: 'sham' }, both: [{ replace: 'with', with: 'sham' }] },
      couldHold: { sham: { with: { score: 2 }, without: { score: 0 }, sham: { score: 2 } } },
      curves: { loss: axis },
      figures: { plot: { x: axis, y: axis, lines: () => ({}) } },
      ...{ expected: 'refuted', finding: 'Scores fall.' },
    },
  ],
  defineInvariant: [
    defineInvariant,
    {
      id: claimOnly.id,
      ...{ revision: 1, states: 'Sums commute.', source: claimOnly.source },
      runs: { smoke: 100, standard: 200, paper: 300 },
      ...{ cases: fc.integer(), property: () => ({ holds: true }) },
      mutants: { broken: { property: () => ({ holds: false }), cases: fc.integer(), killedShare: 0.5 } },
      ...{ expected: { smoke: 'refuted' }, finding: 'They do not.' },
    },
  ],
  defineRuns: [defineRuns, { id: claimOnly.id, revision: 1, tiers, arms, measure, curves: { loss: axis } }],
};

/** Values of each kind; a field takes those of its own. */
const values: Readonly<Record<string, readonly unknown[]>> = {
  text: ['9', 'much', ''],
  number: [9, -1, 0.5, NaN],
  bigint: [9n],
  boolean: [true, false],
  null: [null],
  list: [[], ['9'], [9n]],
  object: [{ nothing: 9 }, new Date(0), new Map()],
  function: [() => 9],
  symbol: [Symbol('nine')],
};

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
};

/** Fields that take more than one kind. */
const alsoTakes = (path: Path): readonly string[] => {
  if (path[0] === 'controls' && path.length === 2) return ['list', 'object'];
  return path[0] === 'expected' && path.length === 1 ? ['text', 'object'] : [];
};

/** Where the sizes that arms read are of whoever writes them, and what a library made. */
const isFree = (path: Path): boolean => path[0] === 'cases' || path[2] === 'cases';

function fieldsOf(value: unknown, path: Path = []): { readonly path: Path; readonly value: unknown }[] {
  const inner = typeof value === 'object' && value !== null && !isFree(path) ? Object.entries(value) : [];
  const keys = inner.map(([key, one]) => [Array.isArray(value) ? Number(key) : key, one] as const);
  return [{ path, value }, ...keys.flatMap(([key, one]) => fieldsOf(one, [...path, key]))];
}

function withValue(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}

const at = (whole: unknown, path: Path): unknown =>
  path.reduce((inner, key) => (inner as Record<string, unknown>)[key], whole);

/** The lines with which a definition is refused; none where it is taken. */
function refusal(define: (value: never) => unknown, value: unknown): string[] {
  try {
    define(value as never);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe.each(Object.entries(defined))('%s', (name, [define, whole]) => {
  const fields = fieldsOf(whole);

  it('takes the definition itself', () => expect(refusal(define, whole)).toEqual([]));

  it.each(fields.map(({ path, value }) => [fieldName(path) || 'the definition', path, value] as const))(
    '%s: each value of another kind is refused with field, value and mend',
    (_, path, old) => {
      const kinds = [kindOf(old), ...alsoTakes(path)];
      for (const wrong of Object.keys(values)
        .filter((kind) => !kinds.includes(kind))
        .flatMap((kind) => values[kind]!)) {
        const changed = withValue(whole, path, wrong);
        const lines = refusal(define, changed);
        const id =
          typeof (changed as { id?: unknown } | null)?.id === 'string'
            ? ` ${claimOnly.id}: `
            : ' without an id: ';
        // A field is named by itself, or by the object that it makes unusable, which is then shown as the value.
        const named = path.map((__, index) => path.slice(0, path.length - index)).concat([[]]);
        const told = lines.some((line) =>
          named.some((field) => {
            const start = `${name === 'defineRuns' ? 'runs' : 'claim'}${id}${fieldName(field) || 'the definition'} is `;
            return (
              line.startsWith(`${start}${show(at(changed, field))}`) &&
              /; [a-z]+ /.test(line.slice(start.length))
            );
          }),
        );
        expect(told, `${fieldName(path)} = ${show(wrong)}: ${lines.join('\n') || 'taken'}`).toBe(true);
      }
    },
  );

  it.each(
    fields
      .filter(({ value }) => typeof value === 'number')
      .map(({ path }) => [fieldName(path), path] as const),
  )('%s: a number in quotes is told with the number to write', (field, path) => {
    const [line] = refusal(define, withValue(whole, path, '8')).filter((one) => one.includes(': '));
    expect(line).toMatch(
      / is "8"(, which is not a (whole )?number; write 8, without quotes: |; use one of the looks )/,
    );
    expect(line).toContain(`${field} is`);
  });
});
