import type { Evidence } from '#claim';
import { printable } from '#core';
import type { CombinedEvidence } from './combine-evidence.ts';
import { verdictWords } from './fidelity-text.ts';
import { formatEffect, formatEvidence, plural } from './format.ts';
import type { Contribution } from './stored-evidence.ts';

/** What several runs of a claim say together: `supported 40/40 in 5 runs on 3 kinds of machine · E=1.3e10 · +0.2 (>= +0.1)`. */
export function combinedText(combined: CombinedEvidence): string {
  const { verdict, inconclusive, successes, seeds, contributions, effect, kind } = combined;
  const word = wordOf({ ...contributions[0]!.evidence, verdict }, inconclusive);
  const cases = kind === 'invariant' ? ' cases' : '';
  return [
    `${word} ${successes}/${seeds}${cases} ${runsText(combined)}`,
    ...(kind === 'invariant' ? [] : [formatEvidence(combined)]),
    ...(effect ? [formatEffect(effect)] : []),
  ].join(' · ');
}

/** How many runs on how many kinds of machine: `in 5 runs on 3 kinds of machine`. */
export function runsText({ contributions, machines }: CombinedEvidence): string {
  const kinds = machines === 1 ? 'one kind' : `${machines} kinds`;
  return `in ${plural(contributions.length, 'run')} on ${kinds} of machine`;
}

/** One run of them: whose, on what, and what it gave. */
export function contributionText({ from, evidence, run }: Contribution): string {
  const { inconclusive, successes, seeds, seedBase } = evidence;
  const { engine, cpu, platform, git } = run.environment;
  const word = wordOf(evidence, inconclusive);
  const commit = git ? `, commit ${git.commit.slice(0, 12)}` : '';
  return printable(
    `${from}: ${word} ${successes}/${seeds}, seed base ${seedBase}, engine ${engine}, ${cpu}, ${platform}${commit}`,
  );
}

/** Names the runs that gave another verdict than all together; undefined where none did. */
export function contraryText({ contrary, contributions }: CombinedEvidence): string | undefined {
  if (contrary.length === 0) return undefined;
  const names = contrary.map(({ from, evidence }) => `${from} (${verdictWords(evidence)})`).join(', ');
  return printable(
    `${contrary.length} of ${plural(contributions.length, 'run')} gave another verdict: ${names}`,
  );
}

function wordOf(evidence: Evidence, inconclusive: string | undefined): string {
  return inconclusive === undefined ? verdictWords(evidence) : `${verdictWords(evidence)} (${inconclusive})`;
}
