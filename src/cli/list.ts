import { relative } from 'node:path';
import { defineCommand } from 'citty';
import type { Expectation } from '#claim';
import { expectedText, printable, printableParts } from '#core';
import type { ReadClaim } from '#runner';
import { surveyClaims, readKept, type ClaimEntry } from '#sources';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsFolder, claimsOption, jsonOption, ledgerFolder } from './options.ts';
import { print, printError } from './terminal.ts';

const args = { ...claimsOption, ...jsonOption };

export const list = defineCommand({
  meta: { name: 'list', description: descriptions.list },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const entries = surveyClaims(claimsFolder(given.claims));
    const listed = (await readKept(entries, { ledger: ledgerFolder, read })).map(describe);
    if (given.json) print(JSON.stringify(listed, null, 2));
    else print(listed.map((one) => textOf(printableParts(one))).join('\n'));
    const broken = listed.filter((one) => 'error' in one);
    for (const { error } of broken) printError(`error: ${error}`);
    return broken.length > 0 ? 2 : 0;
  },
});

/** Imports the claims, which most lists need not: what does that is loaded then. */
async function read(entries: readonly ClaimEntry[]): Promise<ReadClaim[]> {
  const { withReader } = await import('#runner');
  return withReader((reader) => reader.read(entries));
}

type Listed = Readonly<Record<'id' | 'paper' | 'kind' | 'file', string>> &
  (
    | { readonly error: string }
    | {
        readonly statement: string;
        readonly source: { readonly title: string; readonly url: string; readonly at: string };
        readonly expected: Readonly<Record<string, Expectation>>;
        readonly tiers: readonly string[];
      }
  );

function describe(read: ReadClaim): Listed {
  const { id, paper, kind, file } = read.entry;
  const head = { id, paper, kind, file: relative(process.cwd(), file) };
  if ('error' in read) {
    const { message, hint } = read.error;
    return {
      ...head,
      error: `${printable(message)}${hint === undefined ? '' : `\n  ${printable(hint)}`}`,
    };
  }
  const { states, source, tiers, expected } = read.facts;
  const { title, url } = source.paper;
  return {
    ...head,
    statement: states,
    source: { title, url, at: source.at },
    expected: Object.fromEntries(tiers.map((tier) => [tier, expected[tier]])),
    tiers,
  };
}

function textOf(listed: Listed): string {
  if ('error' in listed) return `${listed.id}\n  cannot be read`;
  const notes = [listed.kind === 'invariant' ? 'invariant' : '', expectedText(listed.expected)].filter(
    (note) => note !== '',
  );
  return `${listed.id}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}\n  ${listed.statement}`;
}
