import { relative } from 'node:path';
import { defineCommand } from 'citty';
import type { Claim, Expectation } from '#claim';
import { messageOf, printable, printableParts, type Tier, tiers, UserError } from '#core';
import { expectedText } from '#report';
import { discoverClaims, loadClaim, type ClaimEntry } from '#runner';
import { checkArguments, claimsFolder, claimsOption, jsonOption } from './options.ts';
import { print, printError } from './terminal.ts';

const args = { ...claimsOption, ...jsonOption };

export const list = defineCommand({
  meta: { name: 'list', description: 'List the claims' },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const entries = discoverClaims(claimsFolder(given.claims));
    const listed = await Promise.all(entries.map(describe));
    if (given.json) print(JSON.stringify(listed, null, 2));
    else print(listed.map((one) => textOf(printableParts(one))).join('\n'));
    const broken = listed.filter((one) => 'error' in one);
    for (const { error } of broken) printError(`error: ${error}`);
    return broken.length > 0 ? 2 : 0;
  },
});

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

async function describe(entry: ClaimEntry): Promise<Listed> {
  const head = { ...entry, file: relative(process.cwd(), entry.file) };
  try {
    const claim = await loadClaim(entry);
    const { title, url } = claim.source.paper;
    return {
      ...head,
      statement: claim.states,
      source: { title, url, at: claim.source.at },
      expected: Object.fromEntries(tiersOf(claim).map((tier) => [tier, claim.expected[tier]])),
      tiers: tiersOf(claim),
    };
  } catch (error) {
    const mend = error instanceof UserError && error.mend !== undefined ? `\n  ${printable(error.mend)}` : '';
    return { ...head, error: `${printable(messageOf(error))}${mend}` };
  }
}

function tiersOf(claim: Claim): Tier[] {
  const sizes = claim.kind === 'empirical' ? claim.tiers : claim.runs;
  return tiers.filter((tier) => sizes[tier] !== undefined);
}

function textOf(listed: Listed): string {
  if ('error' in listed) return `${listed.id}\n  cannot be read`;
  const notes = [listed.kind === 'invariant' ? 'invariant' : '', expectedText(listed.expected)].filter(
    (note) => note !== '',
  );
  return `${listed.id}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}\n  ${listed.statement}`;
}
