import { UserError } from '#core';
import type { z } from 'zod';

/** A zod error setting whose message says what the field is and how to mend it. */
export function withHint(hint: string): { error: (issue: Issue) => string } {
  return { error: (issue) => stateAndHint(issue, hint) };
}

/** What zod says of a value that it refuses. */
interface Issue {
  readonly input?: unknown;
  readonly code?: string | undefined;
  /** The type that would do, where the value is of another. */
  readonly expected?: unknown;
}

/** Zod's names of types, as a message says them. */
const typeNames: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

/** `is 0; use a whole number` or `is "9", which is not a number; ...`: what follows the name of a field. */
export function stateAndHint({ input, code, expected }: Issue, hint: string): string {
  if (input === undefined) return `is missing; ${hint}`;
  // Of NaN and 1.5 the hint says more than that they are no numbers of the kind.
  const type = code === 'invalid_type' && typeof input !== 'number' ? typeNames[String(expected)] : undefined;
  const kind = type === undefined ? '' : `, which is not ${type}`;
  const quoted = typeof input === 'string' && /number/.test(type ?? '') && isNumeric(input);
  return `is ${show(input)}${kind}; ${quoted ? `write ${Number(input)}, without quotes: ` : ''}${hint}`;
}

const isNumeric = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** The id of what was handed in, whatever it is. */
export function idIn(definition: unknown): unknown {
  return typeof definition === 'object' && definition !== null && 'id' in definition
    ? definition.id
    : undefined;
}

/** The error of a definition: one line per problem, each naming the claim, the field, its value and what to do. */
export function definitionError(
  id: unknown,
  problems: readonly string[],
  what: 'claim' | 'runs' = 'claim',
): UserError {
  const name = typeof id === 'string' ? `${what} ${id}` : `${what} without an id`;
  return new UserError(problemLines(name, problems).join('\n'));
}

/** Problems of something, a line each that begins with its name. */
export function problemLines(name: string, problems: readonly string[]): string[] {
  return problems.map((problem) => `${name}: ${problem}`);
}

/** Zod's issues as `field is value; hint` lines. */
export function describeIssues(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return `${fieldName([...issue.path, ...issue.keys.slice(0, 1)])} is not a field; correct its name or remove it`;
    }
    return `${fieldName(issue.path) || 'the definition'} ${issue.message}`;
  });
}

/** `['controls', 'no decay', 'a']` as `controls["no decay"].a`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    const text = String(key);
    if (!/^[A-Za-z_$][\w$]*$/.test(text)) return `${name}[${typeof key === 'number' ? text : show(text)}]`;
    return name === '' ? text : `${name}.${text}`;
  }, '');
}

/** A value as a message prints it. */
export function show(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = jsonOf(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** JSON of a value; undefined where there is none, as of symbols and of what holds itself. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
