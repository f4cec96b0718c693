import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UserError, writeFileAtomic, packageRoot } from '#core';
import { checkWritable } from '../evidence-store.ts';
import { pack } from './pack.ts';
import { packageFiles } from './package-files.ts';

export interface Bundle {
  readonly folder: string;
  readonly bytes: number;
  /** Files of claimcheck and its packages. */
  readonly files: number;
}

/** Folders and files of our own that a run needs. */
const own = ['package.json', 'package-lock.json', 'tsconfig.json', 'src', 'templates', 'claims', 'bench'];

/**
 * Writes a folder with claimcheck, its packages and this Node, which runs on a machine of this kind that has none of
 * them: `claimcheck` in it is the command line.
 * @throws UserError where there is no shell to run it with, or the folder cannot be written
 */
export async function writeBundle(folder: string): Promise<Bundle> {
  if (platform() === 'win32') {
    throw new UserError(`a bundle cannot be made on ${platform()}`, 'make it on Linux or macOS');
  }
  checkWritable([folder], 'choose a folder that you may write to, with --out DIR');
  const paths = [...own.flatMap(filesBelow), ...packageFiles(packageRoot)];
  writeFileAtomic(join(folder, 'files.br'), pack(packageRoot, paths));
  writeFileAtomic(join(folder, 'node.gz'), gzipSync(await strippedNode(), { level: 9 }));
  copyFileSync(join(import.meta.dirname, 'unpack.mjs'), join(folder, 'unpack.mjs'));
  const launcher = join(folder, 'claimcheck');
  copyFileSync(join(import.meta.dirname, 'launcher.sh'), launcher);
  chmodSync(launcher, 0o755);
  writeFileSync(join(folder, 'README.txt'), readme);
  const bytes = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { name }) => sum + readFileSync(join(folder, name)).length, 0);
  return { folder, bytes, files: paths.length };
}

const readme = `claimcheck with its packages and Node ${process.versions.node}, for ${platform()} on ${arch()}.

    ./claimcheck doctor
    ./claimcheck verify --engine auto

It unpacks itself once into ./unpacked (about 300 MB), or into $CLAIMCHECK_UNPACKED. For a GPU it needs the driver alone.
The bench is in there as well:

    cd unpacked
    ./node --import tsx bench/main.ts --device gpu --json > result.json
`;

function filesBelow(path: string): string[] {
  const full = join(packageRoot, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => relative(packageRoot, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(join('bench', 'results')));
}

/** This Node without symbols that only a debugger reads, where there is a tool to take them out. */
async function strippedNode(): Promise<Uint8Array> {
  const scratch = mkdtempSync(join(tmpdir(), 'claimcheck-bundle-'));
  try {
    const copy = join(scratch, 'node');
    const { execa } = await import('execa');
    const { exitCode } = await execa('strip', ['-o', copy, process.execPath], { reject: false });
    return readFileSync(exitCode === 0 ? copy : process.execPath);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
