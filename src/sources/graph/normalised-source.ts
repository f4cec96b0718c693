import { extname } from 'node:path';
import type { Loader } from 'esbuild';

const loaders: Readonly<Record<string, Loader>> = {
  ...{ '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx' },
  ...{ '.js': 'js', '.mjs': 'js', '.cjs': 'js', '.jsx': 'jsx' },
};

/** Most runs find every file as it was and need none; asking for it again takes longer than a file does. */
let esbuild: Promise<typeof import('esbuild')> | undefined;

/**
 * A source text as esbuild prints it without white space, comments and types, so that a change that cannot change a number
 * does not make results stale; undefined for files that are no source text.
 * @throws Error when it cannot be parsed
 */
export async function normalisedSource(path: string, content: Uint8Array): Promise<string | undefined> {
  const loader = loaders[extname(path)];
  if (!loader) return undefined;
  const { transform } = await (esbuild ??= import('esbuild'));
  const { code } = await transform(content, {
    loader,
    minifyWhitespace: true,
    legalComments: 'none',
    // Without it an import that only another import's side effect needs would be dropped.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code;
}
