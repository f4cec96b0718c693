import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join, relative, sep } from 'node:path';

interface Manifest {
  readonly main?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What a package works beside, and is not run by. */
const companions = ['vitest'];

/**
 * Files of the packages that a package needs at run time on this kind of machine, by their paths below `root`: of the
 * package's dependencies and theirs, and of its peers that are installed, which bring it engines; without types, maps, documents
 * and other machines' libraries.
 */
export function packageFiles(root: string): string[] {
  const folders = new Set<string>();
  const peers = Object.keys(manifestOf(root).peerDependencies ?? {});
  visit(
    root,
    root,
    folders,
    peers.filter((name) => !companions.includes(name)),
  );
  return [...folders].flatMap((folder) => filesOf(folder).map((file) => relative(root, file))).sort();
}

function visit(root: string, folder: string, seen: Set<string>, peers: readonly string[] = []): void {
  const { dependencies = {}, optionalDependencies = {} } = manifestOf(folder);
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
    const found = resolveFolder(root, folder, name);
    // An optional package of another kind of machine is not installed.
    if (found === undefined || seen.has(found)) continue;
    seen.add(found);
    visit(root, found, seen);
  }
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Where Node finds a package from a folder, up to `root`. */
function resolveFolder(root: string, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = join(folder, '..')) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === root || relative(root, folder).startsWith('..')) return undefined;
  }
}

const left =
  /\.(map|md|markdown|tsbuildinfo|html)$|\.d\.[cm]?ts$|(^|\/)(tests?|__tests__|docs?|examples?|benchmarks?)\//;

/** Libraries lie in folders of the machines that they are for. */
const machines = /(?:^|\/)(linux|win32|darwin)[/-](x64|arm64|universal)(?:\/|$)/;

function filesOf(folder: string): string[] {
  const { main = 'index.js' } = manifestOf(folder);
  // TF.js ships the same code in a dozen forms; Node takes one.
  const single = /\.node\.js$/.test(main) ? [join(folder, 'package.json'), join(folder, main)] : undefined;
  return single ?? walk(folder).filter((file) => isNeeded(relative(folder, file).split(sep).join('/')));
}

function isNeeded(path: string): boolean {
  const [, system, processor] = machines.exec(path) ?? [];
  if (system !== undefined && !(system === platform() && processor === arch())) return false;
  return !left.test(path);
}

/** Files below a folder, without packages inside it. */
function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (!statSync(path).isDirectory()) return [path];
    return name === 'node_modules' ? [] : walk(path);
  });
}
