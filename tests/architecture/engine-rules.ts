import { dirname, join, normalize } from 'node:path/posix';
import { importsOf, type Source } from './source-rules.ts';

const home = 'src/engine/';

/** Files that lie in `src/engine` itself and serve its folders; the others there put the engines together. */
const baseFiles = [
  'bad-index.ts',
  'contract.ts',
  'errors.ts',
  'foreign.ts',
  'words.ts',
  'large-values.ts',
  'optional-packages.ts',
  'package-version.ts',
  'place-in.ts',
  'types.ts',
];
const referenceFiles = ['eager.ts', 'reference.ts'];

/**
 * Which part of the engine may import which, `type` only the types of it, from the lowest to the highest. `base` and
 * `reference` are the files above. What puts the engines together may import everything, and nothing imports it.
 */
export const allowedInEngine: Readonly<Record<string, readonly string[]>> = {
  graph: [],
  base: ['graph', 'type profile'],
  verify: ['graph'],
  trace: ['base', 'graph', 'verify'],
  passes: ['graph', 'trace', 'verify'],
  plan: ['graph', 'passes'],
  profile: ['type plan'],
  native: ['base', 'graph', 'type passes', 'plan', 'profile'],
  webgpu: ['base', 'type graph', 'type passes', 'plan', 'profile'],
  onnx: ['base', 'graph', 'passes', 'type profile'],
  reference: ['base', 'trace'],
  canary: ['base', 'graph', 'trace', 'passes', 'onnx', 'reference'],
};

/** The part of the engine that a file belongs to; undefined for files that put the engines together, and for others. */
function partOf(path: string): string | undefined {
  if (!path.startsWith(home)) return undefined;
  const [first, ...rest] = path.slice(home.length).split('/');
  if (rest.length > 0) return first;
  if (baseFiles.includes(first!)) return 'base';
  return referenceFiles.includes(first!) ? 'reference' : undefined;
}

/** What is wrong with the imports of one part of the engine from another, one line each. */
export function engineViolations(source: Source): string[] {
  const part = partOf(source.path);
  if (part === undefined) return [];
  const may = allowedInEngine[part];
  if (!may) return [`${home}${part} has no place in the table of the engine's imports`];
  return importsOf(source).flatMap(({ from, typeOnly }) => {
    const path = normalize(join(dirname(source.path), from));
    if (!from.startsWith('.') || !path.startsWith(home)) return [];
    const other = partOf(path) ?? 'what puts the engines together';
    if (other === part || may.includes(other) || (typeOnly && may.includes(`type ${other}`))) return [];
    return [`${source.path} imports ${from}: ${part} may not import ${other}`];
  });
}

/** Files that import each other in a circle, types included, each circle once. */
export function circlesOf(sources: readonly Source[]): string[][] {
  const paths = new Set(sources.map(({ path }) => path));
  const imports = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source).flatMap(({ from }) => targetOf(source.path, from)),
    ]),
  );
  const reached = new Map<string, ReadonlySet<string>>();
  const from = (path: string): ReadonlySet<string> => {
    const known = reached.get(path);
    if (known) return known;
    const found = new Set<string>();
    const waiting = [...(imports.get(path) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next) || !paths.has(next)) continue;
      found.add(next);
      waiting.push(...(imports.get(next) ?? []));
    }
    reached.set(path, found);
    return found;
  };
  const circles = [...paths].map((path) => [...from(path)].filter((other) => from(other).has(path)).sort());
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()].filter(
    (circle) => circle.length > 0,
  );
}

function targetOf(path: string, from: string): string[] {
  if (from.startsWith('.')) return [normalize(join(dirname(path), from))];
  return from.startsWith('#') ? [`src/${from.slice(1)}/index.ts`] : [];
}
