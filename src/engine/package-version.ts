import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Version of an installed package, for provenance. */
export function packageVersion(name: string): string {
  try {
    return (require(`${name}/package.json`) as { version: string }).version;
  } catch {
    return 'unknown';
  }
}
