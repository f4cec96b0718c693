import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { factsOf, isClaim, type Claim, type ClaimFacts } from '#claim';
import { messageOf, packageRoot, UserError } from '#core';
import type { ClaimEntry } from '#sources';

/**
 * Imports a claim file.
 * @throws UserError naming the file: when it lies where no claim can, the definition is refused, the file cannot be imported, has no claim as its
 *   default export, or its claim is of another id or kind than the file name says
 */
export async function loadClaim(entry: ClaimEntry): Promise<Claim> {
  if (entry.problem) throw new UserError(entry.problem.message, entry.problem.hint);
  const file = relative(process.cwd(), entry.file);
  const claim = await importDefault(entry.file, file);
  if (!isClaim(claim)) {
    throw new UserError(
      `${file} has no claim as its default export`,
      'end the file with: export default defineClaim({ ... }) or defineInvariant({ ... })',
    );
  }
  if (claim.id !== entry.id) {
    throw new UserError(
      `${file} defines the claim ${claim.id}`,
      `give the claim the id ${entry.id}, or rename the file`,
    );
  }
  if (claim.kind !== entry.kind) {
    const suffix = claim.kind === 'empirical' ? '.claim.ts' : '.invariant.ts';
    throw new UserError(
      `${file} defines a claim of kind ${claim.kind}`,
      `let its file name end in ${suffix}`,
    );
  }
  await checkRuns(claim, entry);
  return claim;
}

/** Absolute path of the file of the runs that a claim shares. */
export function runsFileOf(
  { sharedRuns }: Pick<ClaimFacts, 'sharedRuns'>,
  { file }: Pick<ClaimEntry, 'file'>,
): string | undefined {
  return sharedRuns === undefined ? undefined : join(resolve(file, '../..'), `${sharedRuns}.runs.ts`);
}

/** What is trained is kept under the name of the runs' file, so it must be that file that declares them. */
async function checkRuns(claim: Claim, entry: ClaimEntry): Promise<void> {
  const path = runsFileOf(factsOf(claim), entry);
  if (path === undefined || claim.kind !== 'empirical') return;
  const shown = relative(process.cwd(), path);
  const hint = `let ${shown} end with: export default defineRuns({ id: '${claim.sharedRuns!.id}', ... })`;
  if (!existsSync(path)) throw new UserError(`${claim.id} shares runs, but there is no ${shown}`, hint);
  if ((await importDefault(path, shown)) !== claim.sharedRuns) {
    throw new UserError(`${claim.id} shares runs that are not the default export of ${shown}`, hint);
  }
}

async function importDefault(path: string, shown: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    const refused = new UserError(`${shown}: ${messageOf(error)}`, hintFor(error));
    refused.cause = error;
    throw refused;
  }
}

/** A package as it is installed: in the version that this one has, where it has it too. */
function withVersion(name: string): string {
  const manifest = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(manifest) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.hasOwn(dependencies, name) ? `${name}@${dependencies[name]}` : name;
}

function hintFor(error: unknown): string | undefined {
  if (error instanceof UserError) return error.hint;
  const [, missing] = /^Cannot find package '([^']+)'/.exec(messageOf(error)) ?? [];
  if (missing !== undefined) {
    return `add it to the packages of the project: npm install --save-dev ${withVersion(missing)}, or the same with pnpm or yarn`;
  }
  // The engine is loaded when a claim is judged; a tensor that is made while the file is imported comes before.
  return messageOf(error).startsWith('No backend found')
    ? "import 'claimcheck/engine' where TensorFlow.js is used while the file is imported: it registers the backend"
    : 'mend the file so that it can be imported';
}
