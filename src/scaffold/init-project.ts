import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moduleFiles, newClaim } from './new-claim.ts';
import { readManifest, template, writeMissing, type Written } from './templates.ts';

/** A vitest project of claims that another configuration is to be given by hand. */
const configForm = /^(?:vitest|vite)\.config\.[cm]?[jt]s$/;

/**
 * Writes into a folder what a project of claims needs and it lacks: manifest, type checking, a vitest project, a workflow that
 * judges the claims, and, where there is no claim in `claims`, the first one. Nothing that is there is changed.
 */
export function initProject(folder: string): Written {
  const configured = readable(folder).find((name) => configForm.test(name));
  const project = writeMissing(folder, {
    'package.json': manifest(basename(resolve(folder))),
    '.gitignore': template('project/gitignore'),
    'tsconfig.json': template('project/tsconfig.json'),
    ...(configured === undefined && { 'vitest.config.mts': template('project/vitest.config.mts') }),
    '.github/workflows/claims.yml': template('project/claims.yml'),
  });
  const own = join(folder, 'claims');
  const claims = hasClaim(own)
    ? { created: prefixed('claims', writeMissing(own, moduleFiles(own))).created, kept: ['claims'] }
    : prefixed('claims', newClaim(own, 'example-paper/example-claim'));
  return {
    created: [...project.created, ...claims.created],
    kept: [...project.kept, ...(configured === undefined ? [] : [configured]), ...claims.kept],
  };
}

const hasClaim = (folder: string): boolean =>
  existsSync(folder) &&
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) =>
    /\.(claim|invariant)\.ts$/.test(file),
  );

const readable = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

function manifest(name: string): string {
  const content = {
    name: name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-'),
    private: true,
    type: 'module',
    scripts: { verify: 'claimcheck verify', claims: 'vitest run', typecheck: 'tsc --noEmit' },
    devDependencies: neededPackages(),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * The packages that a project of claims imports, with their ranges. TensorFlow.js is named because models are written in its
 * ops, and in the one version that this package computes with.
 */
export function neededPackages(): Readonly<Record<string, string>> {
  const own = readManifest(fileURLToPath(new URL('../../package.json', import.meta.url)));
  const tensorflow = '@tensorflow/tfjs-core';
  return {
    [tensorflow]: own.dependencies![tensorflow]!,
    '@types/node': '>=20',
    claimcheck: `^${own.version}`,
    typescript: '>=5.8',
    vitest: '^4.1.0 || ^5.0.0',
  };
}

function prefixed(folder: string, { created, kept }: Written): Written {
  const within = (paths: readonly string[]): string[] => paths.map((path) => `${folder}/${path}`);
  return { created: within(created), kept: within(kept) };
}
