import { UserError } from '#core';

/** What placeholders stand for, by name; `size.` and a name for sizes. */
export type Replacements = Readonly<Record<string, string>>;

const known = ['seed', 'out', 'threads'];

/** `{name}`, or `{{name}}` for the text itself. */
const placeholder = /\{\{([a-z][\w.-]*)\}\}|\{([a-z][\w.-]*)\}/gi;

/** Names of the placeholders in a text. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(placeholder)].flatMap(([, , name]) => (name === undefined ? [] : [name]));
}

/**
 * Refuses placeholders that nothing stands for, before anything runs.
 * @param fields texts by the name of the field that they stand in
 * @throws UserError naming field, placeholder, and those that are known
 */
export function checkPlaceholders(fields: Readonly<Record<string, string>>): void {
  for (const [field, text] of Object.entries(fields)) {
    const unknown = placeholdersIn(text).find((name) => !known.includes(name) && !name.startsWith('size.'));
    if (unknown === undefined) continue;
    throw new UserError(
      `command: ${field} has the placeholder {${unknown}}, which is unknown`,
      `use {seed}, {out}, {threads} or {size.name}; write {{${unknown}}} for the text {${unknown}}`,
    );
  }
}

/** A text with what its placeholders stand for; those without a replacement stay. */
export function fill(text: string, replacements: Replacements): string {
  return text.replace(placeholder, (whole, literal: string | undefined, name: string) => {
    if (literal !== undefined) return `{${literal}}`;
    return Object.hasOwn(replacements, name) ? replacements[name]! : whole;
  });
}

/** `size.name` of every size that a placeholder may name: texts, numbers and truth values, also of records inside. */
export function sizesByName(size: object, prefix = 'size'): Record<string, string> {
  const named = Object.entries(size).flatMap(([name, value]): [string, string][] => {
    const path = `${prefix}.${name}`;
    if (typeof value === 'object' && value !== null)
      return Object.entries(sizesByName(value as object, path));
    const plain = ['string', 'number', 'boolean'].includes(typeof value);
    return plain ? [[path, String(value)]] : [];
  });
  return Object.fromEntries(named);
}

/** @throws UserError when a placeholder names a size that the tier does not have */
export function checkSizes(texts: readonly string[], sizes: Replacements): void {
  const missing = texts
    .flatMap(placeholdersIn)
    .find((name) => name.startsWith('size.') && !Object.hasOwn(sizes, name));
  if (missing === undefined) return;
  const names = Object.keys(sizes).map((name) => `{${name}}`);
  throw new UserError(
    `command: the tier has no ${missing}`,
    `give it to every tier, or use one of ${names.join(', ') || 'none: the tier has no sizes'}`,
  );
}
