import type { ImportSpecifier, parse } from 'es-module-lexer';
import { sha256 } from '#core';
import { normalisedSource } from './normalised-source.ts';
import { trainingSource } from './training-source.ts';

/** What one file says of those that it imports. Plain data, so that it can be kept. */
export interface ModuleFacts {
  /** sha256 of the file's meaning: formatting, comments and types do not count. */
  readonly hash: string;
  readonly imports: readonly ModuleImport[];
  /** The file holds re-exports alone. */
  readonly index: boolean;
  /** An import, as it is written, of a file that only the run tells. */
  readonly computed?: string;
  /** Of a claim's file: the same of what makes its numbers, without what only judges them. */
  readonly training?: ModuleFacts;
}

interface ModuleImport {
  readonly from: string;
  /** Names that are taken there and what a re-export calls them; absent: everything is taken. */
  readonly names?: readonly { readonly taken: string; readonly given: string }[];
}

let parser: Promise<typeof parse> | undefined;

async function loadParser(): Promise<typeof parse> {
  const lexer = await import('es-module-lexer');
  await lexer.init;
  return lexer.parse;
}

/**
 * Reads the imports of a file, as it is without types: static and dynamic ones, re-exports, and `require` of a text.
 * @throws Error when the text cannot be parsed
 */
export async function moduleFacts(path: string, content: Uint8Array): Promise<ModuleFacts> {
  const code = await normalisedSource(path, content);
  if (code === undefined) return { hash: sha256(content), imports: [], index: false };
  const training = path.endsWith('.claim.ts') ? await trainingSource(code) : undefined;
  return {
    ...(await factsOf(code)),
    ...(training !== undefined && { training: await factsOf(training) }),
  };
}

async function factsOf(code: string): Promise<ModuleFacts> {
  const parseImports = await (parser ??= loadParser());
  const found = parseImports(code)[0].filter(({ d }) => d !== -2);
  const computed = found.find(({ n }) => n === undefined);
  return {
    hash: sha256(code),
    imports: [...found.flatMap((one) => importOf(code, one)), ...required(code)],
    index: found.length > 0 && isCovered(code, found),
    ...(computed && { computed: code.slice(computed.ss, computed.se) }),
  };
}

/** `import{a as b}from"`, `export{a as b}from"` or `import c,{a}from"`: text without a name in quotes. */
const named = /^(?:import|export)\s*(?:(?<standard>[^\s{}*,"']+)\s*,)?\s*\{(?<list>[^"']*)\}\s*from\s*$/;

const onlyDefault = /^import\s+(?<standard>[^\s{}*,"']+)\s+from\s*$/;

function importOf(code: string, { n: from, ss, s, d }: ImportSpecifier): ModuleImport[] {
  if (from === undefined) return [];
  const clause = d === -1 ? code.slice(ss, s - 1) : '';
  const { standard, list = '' } = (named.exec(clause) ?? onlyDefault.exec(clause))?.groups ?? {};
  const names = list.split(',').flatMap((item) => {
    const [taken, given = taken] = item.trim().split(/\s+as\s+/) as [string, string?];
    return taken === '' ? [] : [{ taken, given: given }];
  });
  if (standard !== undefined) names.push({ taken: 'default', given: standard });
  // An import for its effect, of a namespace, dynamic, or with an empty list.
  return [names.length === 0 ? { from } : { from, names }];
}

/** CommonJS in a file of either kind; a text that only looks like it makes one file more count. */
function required(code: string): ModuleImport[] {
  return [...code.matchAll(/\brequire\((["'])([^"'\\]+)\1\)/g)].map((match) => ({ from: match[2]! }));
}

function isCovered(code: string, found: readonly ImportSpecifier[]): boolean {
  const rest = found.map(({ ss }, index) => code.slice(found[index - 1]?.se ?? 0, ss));
  const isReexport = found.every(({ ss, d }) => d === -1 && code.startsWith('export', ss));
  return isReexport && [...rest, code.slice(found.at(-1)!.se)].every((text) => /^[\s;]*$/.test(text));
}
