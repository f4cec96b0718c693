import { relative } from 'node:path';
import type { Expectation } from '#claim';
import { expectedText, isExpected, printable, type Tier } from '#core';
import { fidelityWord, hanging, markOf, tierWords, verdictWords } from '#report';
import type { ReadClaim } from '#runner';
import type { BriefEvidence, KnownVerdict } from './known-verdicts.ts';

/** Where a verdict is from: a run here, or what was published. */
interface Origin {
  readonly from: 'here' | 'published';
  readonly file: string;
}

type ListedVerdict = Origin &
  (
    | { readonly problem: string }
    | (BriefEvidence & { readonly asExpected: boolean; readonly fidelity: string | null })
  );

/** A claim as `list --json` has it. */
export type ListedClaim = Readonly<Record<'id' | 'paper' | 'kind' | 'file', string>> & {
  /** Null where the claim was not judged. */
  readonly verdict: ListedVerdict | null;
} & (
    | { readonly error: string }
    | {
        readonly statement: string;
        readonly source: { readonly title: string; readonly url: string; readonly at: string };
        readonly expected: Readonly<Record<string, Expectation>>;
        readonly tiers: readonly string[];
      }
  );

export function listedClaim(read: ReadClaim, known: KnownVerdict | undefined): ListedClaim {
  const { id, paper, kind, file } = read.entry;
  const verdict = known ? listedVerdict(known) : null;
  const head = { id, paper, kind, file: relative(process.cwd(), file), verdict };
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

function listedVerdict({ place, ...known }: KnownVerdict): ListedVerdict {
  const { path, published } = place;
  const origin: Origin = { from: published ? 'published' : 'here', file: path };
  if ('problem' in known) return { ...origin, problem: known.problem };
  const { evidence } = known;
  const fidelity = fidelityWord(evidence);
  return {
    ...origin,
    ...evidence,
    asExpected: isExpected(evidence),
    fidelity: fidelity === '' ? null : fidelity,
  };
}

/**
 * The same as text: id and verdict, and below what the claim states.
 * @param tier that was asked for
 */
export function listedText(
  listed: ListedClaim,
  { tier, width }: { readonly tier: Tier | undefined; readonly width: number },
): string {
  const { id, kind, verdict } = listed;
  const broken = 'error' in listed;
  const notes = [kind === 'invariant' ? 'invariant' : '', broken ? '' : expectedText(listed.expected)].filter(
    (note) => note !== '',
  );
  const shown = verdict ? verdictText(verdict, id) : `not judged${tier ? ` at tier ${tier}` : ''}`;
  const mark = broken || (verdict && 'problem' in verdict) ? '✗' : verdict ? markOf(verdict) : '-';
  const head = `${id}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}: ${shown}`;
  return [
    hanging(`${mark} `, head, width),
    hanging('  ', broken ? 'cannot be read' : listed.statement, width),
  ].join('\n');
}

function verdictText(verdict: ListedVerdict, id: string): string {
  if ('problem' in verdict) return `its evidence is damaged, as "claimcheck show ${id}" says`;
  const { inconclusive, successes, seeds, seedFamily, from } = verdict;
  const kind = inconclusive ? ` (${inconclusive})` : '';
  return [
    `${verdictWords(verdict)}${kind} ${successes}/${seeds}`,
    tierWords(verdict),
    ...(seedFamily === 'dev' ? ['development seeds'] : []),
    from,
  ].join(', ');
}
