import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** How a project gets its packages. */
export interface PackageManager {
  readonly name: string;
  /** Installs what the manifest names. */
  readonly install: string;
  /** Adds packages to the manifest, and installs them. */
  readonly add: string;
}

const managers: readonly (PackageManager & { readonly lockFile: string })[] = [
  { name: 'pnpm', lockFile: 'pnpm-lock.yaml', install: 'pnpm install', add: 'pnpm add --save-dev' },
  { name: 'yarn', lockFile: 'yarn.lock', install: 'yarn install', add: 'yarn add --dev' },
  { name: 'npm', lockFile: 'package-lock.json', install: 'npm install', add: 'npm install --save-dev' },
];

/** The package manager of a folder: that of the nearest lock file, else the one that this runs under, else npm. */
export function packageManagerOf(
  folder: string,
  agent = process.env['npm_config_user_agent'] ?? '',
): PackageManager {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = managers.find(({ lockFile }) => existsSync(join(at, lockFile)));
    if (found) return found;
    if (at === dirname(at))
      return managers.find(({ name }) => agent.startsWith(`${name}/`)) ?? managers.at(-1)!;
  }
}
