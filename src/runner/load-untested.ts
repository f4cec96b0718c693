import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Untested } from '#claim';
import { messageOf, UserError } from '#core';

const text = z.string().trim().min(1);
const schema = z.record(text, z.strictObject({ at: text, because: text }));

const hint =
  "write: export const untested: Untested = { 'name of the claim': { at: 'where the paper makes it', because: 'why' } }";

/**
 * The claims of a paper that have no file, from `<claims>/<paper>/untested.ts`; none when there is no such file. They
 * stand apart from `paper.ts`, which every claim imports: a reason that is reworded must not make evidence stale.
 * @throws UserError when the file cannot be imported, is not of the form, or names a claim that has a file
 */
export async function loadUntested(claims: string, paper: string, ids: readonly string[]): Promise<Untested> {
  const path = join(claims, paper, 'untested.ts');
  if (!existsSync(path)) return {};
  const file = relative(process.cwd(), path);
  const parsed = schema.safeParse(await importUntested(path, file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UserError(`${file}: ${['untested', ...issue!.path].join('.')}: ${issue!.message}`, hint);
  }
  const tested = Object.keys(parsed.data).find((name) =>
    ids.some((id) => id === name || id === `${paper}/${name}`),
  );
  if (tested === undefined) return parsed.data;
  throw new UserError(`${file}: "${tested}" has a claim file`, 'remove it from untested');
}

async function importUntested(path: string, file: string): Promise<unknown> {
  try {
    return ((await import(pathToFileURL(path).href)) as { readonly untested?: unknown }).untested;
  } catch (error) {
    throw new UserError(`${file}: ${messageOf(error)}`, 'mend the file so that it can be imported');
  }
}
