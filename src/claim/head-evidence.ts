import type { JudgeOptions } from './judge-options.ts';
import type { Evidence } from './evidence-types.ts';
import { readingOf } from './source.ts';
import type { Claim } from './types.ts';

type HeadFields =
  | 'schemaVersion'
  | 'id'
  | 'paper'
  | 'kind'
  | 'revision'
  | 'statement'
  | 'source'
  | 'tier'
  | 'seedFamily'
  | 'seedBase'
  | 'sharedRuns'
  | 'expected'
  | 'finding';

/** What evidence says of the claim and of how it was run, whatever was found. */
export function headEvidence(
  claim: Claim,
  options: Pick<JudgeOptions, 'tier' | 'family' | 'seedBase'>,
): Pick<Evidence, HeadFields> {
  const { id, kind, revision, states, source, finding } = claim;
  return {
    schemaVersion: 2,
    id,
    paper: source.paper.id,
    kind,
    revision,
    statement: states,
    source: { ...readingOf(source), title: source.paper.title, url: source.paper.url },
    tier: options.tier,
    seedFamily: options.family ?? 'judge',
    seedBase: options.seedBase,
    ...(claim.kind === 'empirical' && claim.sharedRuns && { sharedRuns: claim.sharedRuns.id }),
    expected: claim.expected[options.tier],
    ...(finding !== undefined && { finding }),
  };
}
