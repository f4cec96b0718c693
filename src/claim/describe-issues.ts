import { UserError } from '#core';
import type { z } from 'zod';

/** A zod error setting whose message says what the field is and how to mend it. */
export function withHint(hint: string): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => stateAndHint(input, hint) };
}

/** `is 0; use a whole number`: what follows the name of a field. */
export function stateAndHint(value: unknown, hint: string): string {
  return `${value === undefined ? 'is missing' : `is ${show(value)}`}; ${hint}`;
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
    return `${fieldName(issue.path)} ${issue.message}`;
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
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
