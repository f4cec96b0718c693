import type { CallExpression, ExportDefaultDeclaration, ObjectExpression, Program } from 'acorn';

/** Fields of a claim that are looked at when its arms have been trained and measured, or never. */
const judging = new Set([
  'states',
  'source',
  'expected',
  'finding',
  'effect',
  'also',
  'requires',
  'controls',
  'couldHold',
  'curves',
  'figures',
]);

/**
 * What of a claim's file makes its numbers: the text without the fields that only judge and describe, and without what is then
 * left unused, imports among it. Of curves the names count, which are part of each batch's own key. Undefined where the file's
 * default export is no `defineClaim({ ... })`, which is then taken whole.
 * @param code a module without types, as esbuild prints it
 */
export async function trainingSource(code: string): Promise<string | undefined> {
  const { parse } = await import('acorn');
  const definition = definitionIn(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  if (!definition) return undefined;
  const kept = definition.properties.filter((property) => !judging.has(nameOf(property)));
  const fields = kept.map(({ start, end }) => code.slice(start, end)).join(',');
  const shortened = `${code.slice(0, definition.start)}{${fields}}${code.slice(definition.end)}`;
  const { transform } = await import('esbuild');
  // As TypeScript, imports of which nothing is used go; those for their effect stay.
  const shaken = await transform(shortened, { loader: 'ts', treeShaking: true, minifyWhitespace: true });
  return shaken.code;
}

function definitionIn({ body }: Program): ObjectExpression | undefined {
  const exported = body.find(
    (statement): statement is ExportDefaultDeclaration => statement.type === 'ExportDefaultDeclaration',
  );
  const call = exported?.declaration as CallExpression | undefined;
  if (call?.type !== 'CallExpression') return undefined;
  const { callee, arguments: given } = call;
  if (callee.type !== 'Identifier' || callee.name !== 'defineClaim' || given.length !== 1) return undefined;
  return given[0]!.type === 'ObjectExpression' ? given[0] : undefined;
}

/** A field's name; empty for what is spread or computed. */
function nameOf(property: ObjectExpression['properties'][number]): string {
  if (property.type !== 'Property' || property.computed) return '';
  const { key } = property;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : '';
}
