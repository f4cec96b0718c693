import type { JudgeOptions } from './judge-options.ts';
import type { Claim, Evidence } from './types.ts';

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
  | 'expected'
  | 'finding';

/** What evidence says of the claim and of how it was run, whatever was found. */
export function headEvidence(claim: Claim, options: JudgeOptions): Pick<Evidence, HeadFields> {
  const { id, kind, revision, states, source, expected = 'supported', finding } = claim;
  return {
    schemaVersion: 1,
    id,
    paper: source.paper.id,
    kind,
    revision,
    statement: states,
    source: { at: source.at, title: source.paper.title, url: source.paper.url },
    tier: options.tier,
    seedFamily: options.family ?? 'judge',
    seedBase: options.seedBase,
    expected,
    ...(finding !== undefined && { finding }),
  };
}
