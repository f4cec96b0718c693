import type { Arbitrary } from 'fast-check';
import type { RunContext, Seed, SeedFamily, Tier, Trajectory } from '#core';

/** A paper, cited once in `claims/<paper-id>/paper.ts`. */
export interface Paper {
  /** Folder name under `claims/`, kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly venue: string;
  readonly year: number;
  /** arXiv number, DOI or address: at least one place where a reader finds the text. */
  readonly url: string;
}

/**
 * Claims of a paper that have no file, by name, in `claims/<paper-id>/untested.ts`: where the paper makes them, and why
 * they are not tested.
 */
export type Untested = Readonly<Record<string, { readonly at: string; readonly because: string }>>;

export type ClaimKind = 'empirical' | 'invariant';

export const verdicts = ['supported', 'refuted', 'inconclusive'] as const;

export type Verdict = (typeof verdicts)[number];

/** Why a verdict is `inconclusive`. */
export const inconclusiveReasons = [
  /** Fewer seeds than any verdict needs. */
  'needs-seeds',
  /** All seeds of the tier used, neither side reached the threshold. */
  'budget',
  /** A negative control satisfies the rule too. */
  'non-specific',
  /** The treatment is supported but a control was neither refuted nor supported within the budget. */
  'control-undecided',
  /** More than a quarter of the treatment's runs gave no finite effect. */
  'unstable',
  /** An invariant whose mutant the property did not kill. */
  'mutant-survived',
] as const;

export type InconclusiveReason = (typeof inconclusiveReasons)[number];

/** Named numbers that one replica's run is reduced to. */
export type Measures = Readonly<Record<string, number>>;

/** An object of which every field is a number. */
export type NumbersOf<T> = { readonly [Name in keyof T]: number };

/** Sizes of one tier: whatever the arms read, and the seed budget. */
export interface TierSize {
  /**
   * Most seeds that may be used: a look of the plan (8, 12, 16, 24 or 32), or 1 to 7 for a tier too costly to decide,
   * whose verdict is always `inconclusive: needs-seeds`. Default 32.
   */
  readonly seeds?: number;
}

/**
 * How a seed's number is held against the margin. A seed succeeds when
 * `exceeds`: d > margin; `staysBelow`: d < margin; `staysWithin`: |d| <= margin; `between`: low < d < high.
 * A number that is not finite is a failure of every rule: a run that diverged shows nothing.
 */
export type Rule =
  | { readonly rule: 'exceeds' | 'staysBelow' | 'staysWithin'; readonly margin: number }
  | { readonly rule: 'between'; readonly margin: readonly [low: number, high: number] };

/** One number per seed with its rule. */
export type Panel<Arm extends string = string, Measured = Measures> = Rule & {
  readonly name: string;
  readonly unit: string;
  /** One seed's number from the measures of that seed's arms; NaN and infinities are failures. */
  readonly of: (arms: Readonly<Record<Arm, Measured>>) => number;
  /** Where the margin comes from. */
  readonly because: string;
};

/**
 * Trains one replica per seed of `run.seeds` and returns their trajectories in that order. An arm that is stopped by
 * `run.signal` rejects.
 */
export type ArmRunner<Size> = (run: RunContext, size: Size) => Promise<readonly Trajectory[]>;

interface ClaimHead {
  /** `<paper-id>/<file name without .claim.ts or .invariant.ts>`. */
  readonly id: string;
  /** Raised when the claim changes: fresh judge seeds. Starts at 1. */
  readonly revision: number;
  /** What the paper states, in our words, one or two sentences. */
  readonly states: string;
  readonly source: { readonly paper: Paper; readonly at: string };
  /** The verdict that a run should give. Default `supported`; anything else is a published finding. */
  readonly expected?: Verdict;
  /** Required when `expected` is not `supported`: what was found. */
  readonly finding?: string;
}

/**
 * What a claim file hands to `defineClaim`. Sizes are taken from `tiers`, names of arms from `arms` and names of measures
 * from `measure`, and the compiler checks them everywhere else.
 */
export interface EmpiricalDefinition<
  Size extends object,
  Arm extends string,
  Measured extends NumbersOf<Measured>,
> extends ClaimHead {
  readonly tiers: {
    readonly smoke: Size & TierSize;
    readonly standard: Size & TierSize;
    readonly paper?: Size & TierSize;
  };
  readonly arms: Readonly<Record<Arm, ArmRunner<NoInfer<Size>>>>;
  /** Reduces one replica's run to numbers. */
  readonly measure: (trajectory: Trajectory, size: NoInfer<Size>) => Measured;
  readonly effect: Panel<NoInfer<Arm>, NoInfer<Measured>>;
  /** Further panels: a seed succeeds when every panel does. */
  readonly also?: readonly Panel<NoInfer<Arm>, NoInfer<Measured>>[];
  /**
   * Negative controls by name: which arm stands in for which. The same panels are computed with the arms exchanged, and
   * must be refuted.
   */
  readonly controls: Readonly<Record<string, Readonly<Partial<Record<NoInfer<Arm>, NoInfer<Arm>>>>>>;
  /** Series of the trajectories that the evidence keeps, thinned, with a label and unit for the axis. */
  readonly curves: Readonly<Record<string, { readonly label: string; readonly scale?: 'linear' | 'log' }>>;
}

/** A claim decided by training over seeds. `defineClaim` validates it. */
export interface EmpiricalClaim<
  Size extends object = TierSize,
  Arm extends string = string,
> extends EmpiricalDefinition<Size, Arm, Measures> {
  readonly kind: 'empirical';
}

/** Whether a property held on one generated case; `error` is how far off it was, for the evidence. */
export interface CaseResult {
  readonly holds: boolean;
  readonly error?: number;
}

/** Breaks one assumption or one step of the construction; the property must fail on it. */
export interface Mutant<Case> {
  readonly property: (value: Case) => CaseResult;
  /** Cases to try the mutant on; default the claim's. */
  readonly cases?: Arbitrary<Case>;
  /** Share of the cases, in (0, 1], on which the mutant must fail; default: one case. */
  readonly killedShare?: number;
}

/** What an invariant file hands to `defineInvariant`. */
export interface InvariantDefinition<Case> extends ClaimHead {
  /** Number of generated cases by tier; `paper` defaults to `standard`. */
  readonly runs: { readonly smoke: number; readonly standard: number; readonly paper?: number };
  /** Cases that satisfy every assumption of the theorem. */
  readonly cases: Arbitrary<Case>;
  readonly property: (value: Case) => CaseResult;
  readonly mutants: Readonly<Record<string, Mutant<NoInfer<Case>>>>;
}

/** A theorem-like claim: a property over generated cases, and mutants that it must kill. */
export interface InvariantClaim<Case = unknown> extends InvariantDefinition<Case> {
  readonly kind: 'invariant';
}

export type Claim = EmpiricalClaim | InvariantClaim;

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

export interface PanelEvidence {
  readonly name: string;
  readonly unit: string;
  readonly rule: Rule['rule'];
  readonly margin: number | readonly [number, number];
  readonly because: string;
  /** One number per seed, in seed order. */
  readonly values: readonly number[];
  /** Interquartile mean of the finite values. */
  readonly estimate: number;
  /**
   * Anytime-valid bound (99 %) of the median, on the side that the rule guards. `exceeds`: lower bound of the median of
   * d; `staysBelow`: upper bound of the median of d; `staysWithin`: upper bound of the median of |d|; `between`: lower
   * bound of the median slack min(d - low, high - d). Infinite while there are too few seeds for a bound.
   */
  readonly lower: number;
}

export interface ControlEvidence extends Decision {
  readonly name: string;
  readonly exchange: Readonly<Record<string, string>>;
  /** The primary panel's number per seed with the arms exchanged. */
  readonly values: readonly number[];
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

export interface MutantEvidence {
  readonly name: string;
  readonly cases: number;
  readonly killed: number;
  readonly killedShare: number;
  readonly required: number;
}

/**
 * Everything that a judged claim leaves behind, besides what the runner adds (environment, wall time): equal for a run
 * that was interrupted and went on and a run that was not.
 */
export interface Evidence {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly paper: string;
  readonly kind: ClaimKind;
  readonly revision: number;
  readonly statement: string;
  readonly source: { readonly at: string; readonly title: string; readonly url: string };
  readonly tier: Tier;
  /** `judge`, or `dev` for a run that chose settings and decides nothing. */
  readonly seedFamily: SeedFamily;
  readonly seedBase: number;
  readonly verdict: Verdict;
  /** The kind of reason, exactly when the verdict is `inconclusive`. */
  readonly inconclusive?: InconclusiveReason;
  /** One sentence that sums the decision up. */
  readonly reason: string;
  readonly expected: Verdict;
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
  readonly mutants: readonly MutantEvidence[];
  /** The treatment's counts at each look, with the verdict reached by then. */
  readonly looks: readonly Decision[];
  /** Measures of every arm, per seed. */
  readonly perSeed: readonly { readonly seed: Seed; readonly arms: Readonly<Record<string, Measures>> }[];
  readonly curves: readonly Curve[];
  /** A counterexample (invariants): the shrunk case, and the fast-check seed and path that replay it. */
  readonly counterexample?: { readonly value: string; readonly seed: number; readonly path: string };
  /** Largest error over all cases (invariants). */
  readonly worstError?: number;
  /** Replica-steps trained: the sum over arms and seeds of optimizer steps. */
  readonly steps: number;
}
