import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#core';
import { absence, installing, optionalPackages } from '../../src/engine/optional-packages.ts';

type Versions = Readonly<Record<string, string>>;

const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly optionalDependencies?: Versions;
  readonly peerDependencies: Versions;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
};

describe('packages that an engine can do without', () => {
  it.each(Object.entries(optionalPackages))(
    '%s %s is fetched by nobody who does not ask for it',
    (name, version) => {
      expect(manifest.dependencies).not.toHaveProperty([name]);
      expect(manifest.optionalDependencies ?? {}).not.toHaveProperty([name]);
      expect(manifest.peerDependencies[name]).toBe(version.replace(/\d+$/, 'x'));
      expect(manifest.peerDependenciesMeta[name]).toEqual({ optional: true });
    },
  );

  it('are offered in the version that is tested', () => {
    const tested = Object.keys(optionalPackages).filter((name) => name in manifest.devDependencies);
    expect(tested.sort()).toEqual(['onnxruntime-node', 'webgpu']);
    expect(manifest.devDependencies).toMatchObject({
      webgpu: optionalPackages.webgpu,
      'onnxruntime-node': optionalPackages['onnxruntime-node'],
    });
  });

  it('are named with the command that gets them', () => {
    expect(installing('webgpu')).toBe('npm install webgpu@0.6.2');
    expect(installing('onnxruntime-node')).toBe('npm install --ignore-scripts onnxruntime-node@1.30.0');
    expect(absence('@tensorflow/tfjs-node')).toBe('@tensorflow/tfjs-node is not installed');
    expect(absence('onnxruntime-node')).toBeUndefined();
  });
});
