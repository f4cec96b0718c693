import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#core';
import { absence, installing } from '../../src/engine/optional-packages.ts';

type Versions = Readonly<Record<string, string>>;

const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly optionalDependencies?: Versions;
  readonly peerDependencies: Versions;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
};

const names = ['webgpu', 'onnxruntime-node', '@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/** In the version that the command asks for. */
const offered = Object.fromEntries(
  names.map((name) => [name, installing(name).slice(installing(name).lastIndexOf('@') + 1)]),
);

describe('packages that an engine can do without', () => {
  it.each(Object.entries(offered))('%s %s is fetched by nobody who does not ask for it', (name, version) => {
    expect(manifest.dependencies).not.toHaveProperty([name]);
    expect(manifest.optionalDependencies ?? {}).not.toHaveProperty([name]);
    expect(manifest.peerDependencies[name]).toBe(version.replace(/\d+$/, 'x'));
    expect(manifest.peerDependenciesMeta[name]).toEqual({ optional: true });
  });

  it('are all packages that are optional, but for vitest', () => {
    const optional = Object.keys(manifest.peerDependenciesMeta).filter((name) => name !== 'vitest');
    expect(optional.toSorted()).toEqual(names.toSorted());
  });

  it('are offered in the version that is tested', () => {
    const tested = names.filter((name) => name in manifest.devDependencies);
    expect(tested.toSorted()).toEqual(['onnxruntime-node', 'webgpu']);
    expect(manifest.devDependencies).toMatchObject({
      webgpu: offered['webgpu'],
      'onnxruntime-node': offered['onnxruntime-node'],
    });
  });

  it('are named with the command that gets them', () => {
    expect(installing('webgpu')).toBe('npm install webgpu@0.6.2');
    expect(installing('onnxruntime-node')).toBe('npm install --ignore-scripts onnxruntime-node@1.30.0');
    expect(absence('@tensorflow/tfjs-node')).toBe('@tensorflow/tfjs-node is not installed');
    expect(absence('onnxruntime-node')).toBeUndefined();
  });
});
