import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageVersion } from './package-version.ts';

/** Packages that bring TensorFlow's native library, the one with CUDA first. */
const tfjsNodePackages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/** A package that was found, not yet loaded. */
export interface FoundPackage {
  readonly name: string;
  readonly version: string;
  /** What `require` takes. */
  readonly path: string;
}

/** Looks for the packages in the user's project and beside this one. */
export function findTfjsNode(
  folders: readonly string[] = [process.cwd(), import.meta.dirname],
): FoundPackage | undefined {
  for (const name of tfjsNodePackages) {
    for (const folder of folders) {
      const require = createRequire(join(folder, 'package.json'));
      try {
        const manifest = require.resolve(`${name}/package.json`);
        const { version } = require(manifest) as { readonly version: string };
        return { name, version, path: require.resolve(name) };
      } catch {
        // Not here: look further.
      }
    }
  }
  return undefined;
}

/** Why steps cannot run on TensorFlow's native library here; undefined when nothing speaks against it. */
export function tfjsNodeProblem(found: FoundPackage | undefined = findTfjsNode()): string | undefined {
  if (!found) return `${tfjsNodePackages.join(' or ')} is not installed`;
  const ours = packageVersion('@tensorflow/tfjs-core');
  const minor = (version: string): string => version.split('.').slice(0, 2).join('.');
  if (minor(found.version) === minor(ours)) return undefined;
  return `${found.name} is ${found.version}, but @tensorflow/tfjs-core is ${ours}; install ${found.name}@${minor(ours)}`;
}
