import { dirname, join, normalize } from 'node:path/posix';
import ts from 'typescript';

/** A source file by its path from the root of the repository, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Which folder of `src` may import which; `type` only the types of it. Whatever is not listed is forbidden. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  stats: ['core'],
  ops: ['core'],
  measure: ['core'],
  data: ['core'],
  ledger: ['core'],
  engine: ['core', 'ops'],
  nn: ['core', 'ops'],
  train: ['core', 'data', 'engine'],
  claim: ['core', 'stats'],
  command: ['core', 'type claim'],
  report: ['core', 'stats', 'ledger', 'type claim', 'type engine'],
  pages: ['core', 'stats', 'claim', 'report'],
  sources: ['core', 'type ledger', 'type claim'],
  runner: [
    ...['core', 'stats', 'ops', 'measure', 'data', 'ledger', 'engine', 'nn', 'train', 'claim', 'report'],
    'sources',
  ],
  scaffold: ['core'],
  vitest: ['core', 'claim', 'report', 'runner'],
  public: ['core', 'stats', 'measure', 'data', 'engine', 'nn', 'train', 'claim', 'command', 'vitest'],
  cli: ['core', 'data', 'engine', 'ledger', 'report', 'pages', 'sources', 'runner', 'scaffold', 'type claim'],
};

/**
 * What a claim may import besides the files of its own paper, as anybody's claim may; models and settings are also
 * written in TF.js ops.
 */
const allowedInClaims = [
  'claimcheck',
  'claimcheck/train',
  'claimcheck/nn',
  'claimcheck/data',
  'claimcheck/measure',
  'claimcheck/command',
  'fast-check',
];

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** Every import and re-export of a source text, dynamic ones as well. */
export function importsOf({ path, text }: Source): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ from: node.moduleSpecifier.text, typeOnly: isTypeOnly(node.importClause) });
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push({ from: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) found.push({ from: argument.text, typeOnly: false });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal)) found.push({ from: literal.text, typeOnly: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : undefined;
  return !name && named !== undefined && named.length > 0 && named.every((element) => element.isTypeOnly);
}

/** What is wrong with a source's imports, one line each. */
export function importViolations(source: Source): string[] {
  return importsOf(source).flatMap((imported) => {
    const problem = problemWith(source.path, imported);
    return problem === undefined ? [] : [`${source.path} imports ${imported.from}: ${problem}`];
  });
}

function problemWith(path: string, { from, typeOnly }: Import): string | undefined {
  const [top, folder = ''] = path.split('/');
  if (top !== 'src' && top !== 'claims') return undefined;
  if (from.startsWith('.')) {
    // Files of one paper, and of one source folder, know each other.
    const home = `${top}/${folder}/`;
    return normalize(join(dirname(path), from)).startsWith(home)
      ? undefined
      : `a relative import leaves ${home}`;
  }
  if (top === 'claims') return problemInClaim(path, from);
  if (/^claimcheck(\/|$)/.test(from)) return `the package's own name is for claims`;
  if (!from.startsWith('#')) return undefined;
  const may = allowed[folder];
  if (!may) return `src/${folder} has no place in the table of imports`;
  const other = from.slice(1);
  if (may.includes(other) || (typeOnly && may.includes(`type ${other}`))) return undefined;
  if (may.includes(`type ${other}`)) return `src/${folder} may import types of ${from} only`;
  return `src/${folder} may not import it`;
}

function problemInClaim(path: string, from: string): string | undefined {
  if (allowedInClaims.includes(from)) return undefined;
  if (from === '@tensorflow/tfjs-core' && !path.endsWith('.claim.ts')) return undefined;
  return `claims import only ${allowedInClaims.join(', ')}`;
}

const claimCap = 100;
const settingCap = 150;
const sourceCap = 300;

/** Not written by hand; `tools/write-registrations.ts` does. */
const generated = ['src/ops/tfjs-registrations.ts'];

/** The most lines that a file may have. */
export function lineCap(path: string): number {
  if (generated.includes(path)) return Infinity;
  if (!path.startsWith('claims/')) return sourceCap;
  if (path.endsWith('.claim.ts')) return claimCap;
  return path.endsWith('/setting.ts') ? settingCap : sourceCap;
}

/** What is wrong with a file by itself: its length, its name. */
export function fileViolations({ path, text }: Source): string[] {
  const lines = text.trimEnd().split('\n').length;
  const cap = lineCap(path);
  const name = path.split('/').at(-1)!;
  return [
    ...(lines > cap ? [`${path} has ${lines} lines, the most is ${cap}`] : []),
    ...(/^(utils?|helpers?|misc)\.ts$/.test(name)
      ? [`${path} says nothing: name it after what it does`]
      : []),
    ...(/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(name) ? [] : [`${path} is not in kebab-case`]),
  ];
}

/** Source folders without an index, which is a folder's whole surface. */
export function foldersWithoutIndex(paths: readonly string[]): string[] {
  const folders = new Set(paths.flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []));
  return [...folders]
    .filter((folder) => folder !== 'cli' && folder !== 'public' && !paths.includes(`src/${folder}/index.ts`))
    .sort();
}
