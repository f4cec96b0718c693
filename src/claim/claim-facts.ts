import { tiers, type Tier } from '#core';
import { readingOf, type Source } from './source.ts';
import type { Claim, Expectation, Panel, Rule } from './types.ts';

/** What of a panel is data. */
export type PanelFacts = Rule & Pick<Panel, 'name' | 'unit'>;

/** What of a claim is data: it can be told from one process to another. */
export interface ClaimFacts {
  readonly id: string;
  readonly revision: number;
  readonly kind: Claim['kind'];
  readonly states: string;
  readonly source: Source;
  readonly expected: Readonly<Record<Tier, Expectation>>;
  readonly finding?: string;
  /** The tiers that it declares. */
  readonly tiers: readonly Tier[];
  /** Those that decide, the primary one first; none for an invariant. */
  readonly panels: readonly PanelFacts[];
  /** Names of the controls; none for an invariant. */
  readonly controls: readonly string[];
  /** Names of the mutants; none for an empirical claim. */
  readonly mutants: readonly string[];
  /** Id of the runs that the claim shares with others. */
  readonly sharedRuns?: string;
  /** Folders of code that its arms run, absolute, sorted; absent where there are none. */
  readonly code?: readonly string[];
  /** The data sets of which the arms of a tier read the first that is there; absent where no tier reads any. */
  readonly data?: Readonly<Partial<Record<Tier, readonly string[]>>>;
}

export function factsOf(claim: Claim): ClaimFacts {
  const { id, revision, kind, states, source, expected, finding } = claim;
  const { paper } = source;
  const sizes: Readonly<Partial<Record<Tier, unknown>>> =
    claim.kind === 'empirical' ? claim.tiers : claim.runs;
  const head = {
    ...{ id, revision, kind, states },
    source: { paper: { ...paper, authors: [...paper.authors] }, ...readingOf(source) },
    expected: { ...expected },
    ...(finding !== undefined && { finding }),
    tiers: tiers.filter((tier) => sizes[tier] !== undefined),
  };
  if (claim.kind === 'invariant') {
    return { ...head, panels: [], controls: [], mutants: Object.keys(claim.mutants) };
  }
  const code = [...new Set(Object.values(claim.arms).flatMap((arm) => arm.code ?? []))].sort();
  const data = Object.fromEntries(
    tiers.flatMap((tier) => (claim.tiers[tier]?.data ? [[tier, [...claim.tiers[tier].data]]] : [])),
  );
  return {
    ...head,
    ...(code.length > 0 && { code }),
    ...(Object.keys(data).length > 0 && { data }),
    panels: [claim.effect, ...(claim.also ?? [])].map(panelFacts),
    controls: Object.keys(claim.controls),
    mutants: [],
    ...(claim.sharedRuns && { sharedRuns: claim.sharedRuns.id }),
  };
}

function panelFacts({ name, unit, ...panel }: Panel): PanelFacts {
  return panel.rule === 'between'
    ? { name, unit, rule: panel.rule, margin: [...panel.margin] }
    : { name, unit, rule: panel.rule, margin: panel.margin };
}
