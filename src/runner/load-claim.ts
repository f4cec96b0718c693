import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isClaim, type Claim } from '#claim';
import { messageOf, UserError } from '#core';
import type { ClaimEntry } from './discover-claims.ts';

/**
 * Imports a claim file.
 * @throws UserError naming the file: when the definition is refused, the file cannot be imported, has no claim as its
 *   default export, or its claim is of another id or kind than the file name says
 */
export async function loadClaim(entry: ClaimEntry): Promise<Claim> {
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
  return claim;
}

async function importDefault(path: string, shown: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    const mend = error instanceof UserError ? error.mend : 'mend the file so that it can be imported';
    const refused = new UserError(`${shown}: ${messageOf(error)}`, mend);
    refused.cause = error;
    throw refused;
  }
}
