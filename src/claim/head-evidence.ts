import type { Tier } from '#core';
import type { JudgeOptions } from './judge-options.ts';
import type { Evidence, ProtocolEvidence } from './evidence-types.ts';
import { protocolOf } from './protocol.ts';
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
  | 'protocol'
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
  const protocol = protocolAt(claim, options.tier);
  return {
    schemaVersion: 2,
    id,
    paper: source.paper.id,
    kind,
    revision,
    statement: states,
    source: { ...readingOf(source), title: source.paper.title, url: source.paper.url },
    tier: options.tier,
    ...(protocol && { protocol }),
    seedFamily: options.family ?? 'judge',
    seedBase: options.seedBase,
    ...(claim.kind === 'empirical' && claim.sharedRuns && { sharedRuns: claim.sharedRuns.id }),
    expected: claim.expected[options.tier],
    ...(finding !== undefined && { finding }),
  };
}

/** The same with the fields that a claim may do without, so that evidence which has one of its own is found. */
export function wholeHead(...given: Parameters<typeof headEvidence>): Partial<Record<HeadFields, unknown>> {
  return { sharedRuns: undefined, protocol: undefined, finding: undefined, ...headEvidence(...given) };
}

function protocolAt(claim: Claim, tier: Tier): ProtocolEvidence | undefined {
  return claim.kind === 'invariant'
    ? { fidelity: 'theorem', differences: [] }
    : protocolOf(claim.protocol, tier);
}
