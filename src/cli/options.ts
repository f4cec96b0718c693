import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ArgsDef } from 'citty';
import { tiers, UserError, type SeedFamily, type Tier, nearMatches, packageRoot } from '#core';

/** Where interrupted runs go on from, and where it is kept what takes long to find out. */
export const ledgerFolder = join('.claimcheck', 'ledger');

/** Folders that commands write where no other is named. */
export const defaultFolders = {
  out: 'claimcheck-out',
  reports: 'reports',
  pages: 'claimcheck-report',
} as const;

/** The tiers, as the help shows the values of an option. */
export const tierValues = tiers.join('|');

/** Options that several commands have. */
export const claimsOption = {
  claims: {
    type: 'string',
    valueHint: 'dir',
    description: 'Folder of claim files (default: claims, here or in a folder around this one)',
  },
} as const satisfies ArgsDef;

/** Claims by filters, as many as one likes. */
export const filterArgument = (what: string) =>
  ({
    filter: {
      type: 'positional',
      required: false,
      description: `Claims to ${what}: ids, papers, patterns with * or parts of ids; all when none is given`,
    },
  }) as const satisfies ArgsDef;

export const outOption = {
  out: {
    type: 'string',
    valueHint: 'dir',
    default: defaultFolders.out,
    description: 'Folder of evidence, badges and summary.json',
  },
} as const satisfies ArgsDef;

export const reportsOption = {
  reports: {
    type: 'string',
    valueHint: 'dir',
    default: defaultFolders.reports,
    description: 'Folder of published evidence: tier standard there, other tiers in folders named after them',
  },
} as const satisfies ArgsDef;

export const jsonOption = {
  json: { type: 'boolean', description: 'Print JSON' },
} as const satisfies ArgsDef;

/**
 * Refuses what a command does not know.
 * @throws UserError for an unknown option, an option without its value, or arguments beyond those that are declared
 */
export function checkArguments(
  args: Readonly<Record<string, unknown>> & { readonly _: readonly string[] },
  known: ArgsDef,
  options: { readonly many?: boolean } = {},
): void {
  const names = Object.keys(known).filter((name) => known[name]?.type !== 'positional');
  for (const [name, value] of Object.entries(args)) {
    if (name === '_' || Object.hasOwn(known, name)) continue;
    if (names.some((option) => camelCase(option) === name)) continue;
    throw unknownOption(name, value, names);
  }
  for (const name of names) {
    const value = args[name];
    if (known[name]?.type !== 'string' || value === undefined) continue;
    // What --no-<name> makes of it.
    if (value === false) throw unknownOption(name, value, names);
    if (value === '' || (typeof value === 'string' && value.startsWith('--'))) {
      throw new UserError(`--${name} needs a value`, `write --${name} <${known[name].valueHint ?? 'value'}>`);
    }
  }
  const positionals = Object.values(known).filter(({ type }) => type === 'positional').length;
  const surplus = args._[positionals];
  if (!options.many && surplus !== undefined) {
    throw new UserError(`"${surplus}" is one argument too many`, 'leave it out');
  }
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function unknownOption(name: string, value: unknown, names: readonly string[]): UserError {
  const shown = value === false ? `--no-${name}` : name.length === 1 ? `-${name}` : `--${name}`;
  const near = nearMatches(name, names).map((option) => `--${option}`);
  const options = names.map((option) => `--${option}`).join(', ');
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `the options are ${options}`;
  return new UserError(`unknown option ${shown}`, names.length > 0 ? hint : 'this command has no options');
}

/** A whole number of at least `least`. */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UserError(
    `${option} must be a whole number that is ${least} or more, got "${text}"`,
    `write for instance ${option} ${least}`,
  );
}

export function parseTier(text: string): Tier {
  const tier = tiers.find((known) => known === text);
  if (tier) return tier;
  throw new UserError(`unknown tier "${text}"`, `choose one of ${tiers.join(', ')}`);
}

/** `judge` or `dev`. */
export function parseSeedFamily(text: string): SeedFamily {
  if (text === 'judge' || text === 'dev') return text;
  throw new UserError(
    `unknown seeds "${text}"`,
    'choose judge, which decide, or dev, on which settings and margins are chosen',
  );
}

/** The folder of claims: as asked, else `claims` here (see `enterProject`), else, of a checkout, its own. */
export function claimsFolder(asked: string | undefined): string {
  if (asked !== undefined) return asked;
  const own = join(packageRoot, 'claims');
  return !existsSync('claims') && existsSync(own) ? own : 'claims';
}

/** The folder of evidence that pages are of where no other is named. */
export function defaultSource(): string {
  return existsSync(defaultFolders.reports) ? defaultFolders.reports : defaultFolders.out;
}

/** `i/n` as a share, as in `--shard 2/4`; undefined where none is asked for. */
export function parseShard(text: string | undefined): { index: number; count: number } | undefined {
  if (text === undefined) return undefined;
  const [index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count };
  throw new UserError(
    `--shard must be i/n with i from 1 to n, got "${text}"`,
    'write for instance --shard 1/4',
  );
}
