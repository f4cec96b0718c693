import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { UserError } from '#core';

/**
 * Refuses folders of which one holds the other: what is published is shortened, and must not take the place of what was verified.
 * @throws UserError
 */
export function checkApart(out: string, reports: string): void {
  const [from, to] = [out, reports].map(realPath) as [string, string];
  const holds = (outer: string, inner: string): boolean => `${inner}${sep}`.startsWith(`${outer}${sep}`);
  const how = from === to ? 'is' : holds(from, to) ? 'is inside' : holds(to, from) ? 'is around' : undefined;
  if (how === undefined) return;
  throw new UserError(
    `--reports ${reports} ${how} the folder that was verified into, --out ${out}`,
    'publish to a folder beside it, with --reports DIR',
  );
}

/** The path with links followed, as far as it exists. */
function realPath(path: string): string {
  const whole = resolve(path);
  const parent = dirname(whole);
  if (existsSync(whole)) return realpathSync(whole);
  return parent === whole ? whole : join(realPath(parent), basename(whole));
}
