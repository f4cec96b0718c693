import type { ProgramRecord, ScanRecord, Seed, SeedFamily, Tier } from '#core';
import type { Fidelity } from './protocol.ts';
import type { SourceReading } from './source.ts';
import type { Axis, ClaimKind, Expectation, InconclusiveReason, Measures, Rule, Verdict } from './types.ts';

/**
 * Evidence for and against after `seeds` seeds, by the e-process of one panel conjunction.
 * A verdict, once reached at a look, is kept: later seeds do not take it back.
 */
export interface Decision {
  readonly verdict: 'supported' | 'refuted' | 'undecided';
  readonly seeds: number;
  readonly successes: number;
  /** E+ and E-, as log10: they grow past what a double prints nicely. */
  readonly log10EvidenceFor: number;
  readonly log10EvidenceAgainst: number;
}

/** A panel as the claim declares it, without its function. */
export type PanelHead = Rule & {
  readonly name: string;
  readonly unit: string;
  readonly because: string;
};

export type PanelEvidence = PanelHead & {
  /** One number per seed, in seed order. */
  readonly values: readonly number[];
  /** Seeds that satisfy this panel, of those that the decision rests on. */
  readonly held: number;
  /** Interquartile mean of the finite values. */
  readonly estimate: number;
  /**
   * Anytime-valid bound (99 %) of the median, on the side that the rule guards. `exceeds`: lower bound of the median of
   * d; `staysBelow`: upper bound of the median of d; `staysWithin`: upper bound of the median of |d|; `between`: lower
   * bound of the median slack min(d - low, high - d). Infinite while there are too few seeds for a bound.
   */
  readonly lower: number;
};

/** A panel's numbers with the arms of a control exchanged; rule, margin and unit are those of the panel of that name. */
type ControlPanelEvidence = Pick<PanelEvidence, 'name' | 'values' | 'held' | 'estimate'>;

export interface ControlEvidence extends Decision {
  readonly name: string;
  readonly exchange: Readonly<Record<string, string>>;
  /** In the order of the claim's panels. */
  readonly panels: readonly ControlPanelEvidence[];
}

/** Signs that the experiment worked, decided together like the claim itself. */
export interface RequirementEvidence extends Decision {
  readonly panels: readonly PanelEvidence[];
}

export interface Curve {
  readonly arm: string;
  readonly series: string;
  readonly label: string;
  readonly scale: 'linear' | 'log';
  /** One line per seed. */
  readonly lines: readonly {
    readonly seed: Seed;
    readonly x: readonly number[];
    readonly y: readonly number[];
  }[];
}

/** A figure over the seeds of the evidence. */
export interface FigureEvidence {
  readonly name: string;
  readonly x: Required<Axis>;
  readonly y: Required<Axis>;
  /** Per point: x and y, medians over the seeds, and the quartiles of y. */
  readonly lines: readonly {
    readonly name: string;
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly lower: readonly number[];
    readonly upper: readonly number[];
  }[];
}

export interface MutantEvidence {
  readonly name: string;
  readonly cases: number;
  readonly killed: number;
  readonly killedShare: number;
  readonly required: number;
}

export interface ProgramEvidence extends ProgramRecord {
  readonly arm: string;
  readonly seeds: number;
}

/** Arms, and what their scans trained. */
export interface TrainedEvidence {
  readonly arms: readonly string[];
  readonly scans: readonly ScanRecord[];
}

/** A claim's protocol at the tier that was run. */
export interface ProtocolEvidence {
  readonly fidelity: Fidelity;
  readonly generated?: true;
  readonly differences: readonly string[];
}

/**
 * Everything that a judged claim leaves behind, besides what the runner adds (environment, wall time): equal for a run
 * that was interrupted and went on and a run that was not.
 */
export interface Evidence {
  readonly schemaVersion: 2;
  readonly id: string;
  readonly paper: string;
  readonly kind: ClaimKind;
  readonly revision: number;
  readonly statement: string;
  readonly source: SourceReading & { readonly title: string; readonly url: string };
  readonly tier: Tier;
  /** How near the tier's protocol is to the paper's; absent where the claim does not say. */
  readonly protocol?: ProtocolEvidence;
  /** `judge`, or `dev` for a run that chose settings and decides nothing. */
  readonly seedFamily: SeedFamily;
  readonly seedBase: number;
  /** Id of the runs that the claim shares with others, and so its seeds. */
  readonly sharedRuns?: string;
  readonly verdict: Verdict;
  /** The kind of reason, exactly when the verdict is `inconclusive`. */
  readonly inconclusive?: InconclusiveReason;
  /** One sentence that sums the decision up. */
  readonly reason: string;
  /** The verdict that the claim expects at this tier; of the inconclusive ones with the kind. */
  readonly expected: Expectation;
  readonly finding?: string;
  /**
   * Seeds that the treatment's decision rests on, all of the budget when there is none; `perSeed` may hold more, trained
   * while a control was still open. For invariants the generated cases, up to the first that failed.
   */
  readonly seeds: number;
  /** Seeds of these that satisfied every panel, or cases that held. */
  readonly successes: number;
  /** E+ and E- at `seeds`, as log10; 0 for invariants, which have no e-values. */
  readonly log10EvidenceFor: number;
  readonly log10EvidenceAgainst: number;
  /** Primary panel first. Empty for invariants. */
  readonly panels: readonly PanelEvidence[];
  readonly controls: readonly ControlEvidence[];
  /** Where the claim declares any. */
  readonly requires?: RequirementEvidence;
  readonly mutants: readonly MutantEvidence[];
  /** The treatment's counts at each look, with the verdict reached by then. */
  readonly looks: readonly Decision[];
  /** Measures of every arm, per seed. */
  readonly perSeed: readonly { readonly seed: Seed; readonly arms: Readonly<Record<string, Measures>> }[];
  readonly curves: readonly Curve[];
  readonly figures?: readonly FigureEvidence[];
  /** Of invariants: the fast-check seed of the cases, and how many the tier asks for. */
  readonly generated?: { readonly seed: number; readonly runs: number };
  /** A counterexample (invariants): the shrunk case, and the fast-check seed and path that replay it. */
  readonly counterexample?: { readonly value: string; readonly seed: number; readonly path: string };
  /** Largest error over all cases (invariants). */
  readonly worstError?: number;
  /** Sizes of the tier, as the claim has them (empirical claims). */
  readonly size?: Readonly<Record<string, unknown>>;
  /** Of arms that were made of a setting: that setting. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What the scans of the arms trained, of the first seeds. */
  readonly trained?: readonly TrainedEvidence[];
  /** With what programs trained, of arms that are programs: for each arm, every record with its number of seeds. */
  readonly programs?: readonly ProgramEvidence[];
  /** Replica-steps trained: the sum over arms and seeds of optimizer steps. */
  readonly steps: number;
}
