import type { Arbitrary } from 'fast-check';
import type { RunContext, Tier, Trajectory } from '#core';
import type { Protocols } from './protocol.ts';
import type { Source } from './source.ts';

/**
 * Claims of a paper that have no file, by name, in `claims/<paper-id>/untested.ts`: where the paper makes them, and why
 * they are not tested.
 */
export type Untested = Readonly<Record<string, { readonly at: string; readonly because: string }>>;

/** `empirical`: decided by trainings of many seeds; `invariant`: by generated cases. */
export type ClaimKind = 'empirical' | 'invariant';

export const verdicts = ['supported', 'refuted', 'inconclusive'] as const;

/** What a claim is judged. */
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
  /** A control gave no finite number for more than a quarter of its seeds: what refuted it may be that alone. */
  'control-unstable',
  /**
   * Nothing shows that the experiment worked: `requires` does not hold, there is none and the rule fails, or every seed
   * gave the same numbers.
   */
  'untested',
  /** An invariant whose mutant the property did not kill. */
  'mutant-survived',
] as const;

export type InconclusiveReason = (typeof inconclusiveReasons)[number];

/** A verdict that a run should give: of the inconclusive ones with the kind, as in `inconclusive: non-specific`. */
export type Expectation = Exclude<Verdict, 'inconclusive'> | `inconclusive: ${InconclusiveReason}`;

export const expectations: readonly Expectation[] = [
  'supported',
  'refuted',
  ...inconclusiveReasons.map((reason) => `inconclusive: ${reason}` as const),
];

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
  /**
   * Data sets of which the tier's arms read one: the first that is there (`firstThere` of `claimcheck/data`). What is read
   * is part of every key and of the evidence, by its checksum. Default: none.
   */
  readonly data?: readonly string[];
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
  /**
   * One seed's number from the measures of that seed's arms; NaN and infinities are failures. So is whatever it makes of
   * measures that are not finite: a finite number of a panel that read one counts as NaN.
   */
  readonly of: (arms: Readonly<Record<Arm, Measured>>) => number;
  /** Where the margin comes from. */
  readonly because: string;
};

/**
 * Trains one replica per seed of `run.seeds` and returns their trajectories in that order. An arm that is stopped by
 * `run.signal` rejects.
 */
export interface ArmRunner<Size> {
  (run: RunContext, size: Size): Promise<readonly Trajectory[]>;
  /** What the arm was made of, as data for the evidence: see `arm`. */
  readonly setting?: Readonly<Record<string, unknown>>;
  /** Folders of code outside of the imports of the claim, absolute: a change there makes evidence stale. */
  readonly code?: readonly string[];
}

/**
 * Runs that several claims of a paper share, declared in `claims/<id>.runs.ts`: of one tier and seed each arm is trained
 * once, whichever claim asks first. Their claims stand on the same seeds.
 */
export interface Runs<
  Size extends object = TierSize,
  Arm extends string = string,
  Measured = Measures,
> extends RunsDefinition<Size, Arm, Measured> {
  /** What a claim on these arms spreads into its definition. */
  of<Chosen extends Arm>(...arms: readonly Chosen[]): RunsOf<Size, Chosen, Measured>;
}

/** What a `.runs.ts` file hands to `defineRuns`. */
export interface RunsDefinition<Size extends object, Arm extends string, Measured> {
  /** `<paper-id>/<file name without .runs.ts>`. */
  readonly id: string;
  /** Raised when the runs change: fresh judge seeds for all claims on them. Starts at 1. */
  readonly revision: number;
  readonly tiers: EmpiricalTiers<Size>;
  readonly arms: Readonly<Record<Arm, ArmRunner<NoInfer<Size>>>>;
  /** What is looked at of a trajectory: whatever the panels take. */
  readonly measure: (trajectory: Trajectory, size: NoInfer<Size>) => Measured;
  readonly curves: Readonly<Record<string, Axis>>;
}

/** The part of a claim's definition that runs give. */
export interface RunsOf<Size extends object, Arm extends string, Measured> {
  readonly sharedRuns: Pick<Runs, 'id' | 'revision'>;
  readonly tiers: EmpiricalTiers<Size>;
  readonly arms: Readonly<Record<Arm, ArmRunner<Size>>>;
  /** What is looked at of a trajectory: whatever the panels of the claims on these runs take. */
  readonly measure: (trajectory: Trajectory, size: Size) => Measured;
  readonly curves: Readonly<Record<string, Axis>>;
}

/** Sizes per tier. */
interface EmpiricalTiers<Size extends object> {
  readonly smoke: Size & TierSize;
  readonly standard: Size & TierSize;
  readonly real?: Size & TierSize;
  readonly paper?: Size & TierSize;
}

/** What an axis of a plot shows, with its unit. */
export interface Axis {
  readonly label: string;
  readonly scale?: 'linear' | 'log';
}

/** A plot over the arms of a claim, such as error against batch size. */
export interface Figure<Arm extends string = string, Measured = Measures> {
  readonly x: Axis;
  readonly y: Axis;
  /** One seed's points [x, y] of each line, from the measures of that seed's arms: as many for every seed. */
  readonly lines: (
    arms: Readonly<Record<Arm, Measured>>,
  ) => Readonly<Record<string, readonly (readonly [x: number, y: number])[]>>;
}

/** Of a negative control: an arm, and the one that stands in for it. */
export interface Replacement<Arm extends string = string> {
  readonly replace: Arm;
  readonly with: Arm;
}

interface ClaimHead {
  /** `<paper-id>/<file name without .claim.ts or .invariant.ts>`. */
  readonly id: string;
  /** Raised when the claim changes: fresh judge seeds. Starts at 1. */
  readonly revision: number;
  /** What the paper states, in our words, one or two sentences. */
  readonly states: string;
  readonly source: Source;
  /** The verdict that a run should give, where tiers differ by tier. Default `supported`; all else is a published finding. */
  readonly expected?: Expectation | Readonly<Partial<Record<Tier, Expectation>>>;
  /** Required when `expected` is not `supported` at some tier: what was found. */
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
  /** How near what is trained is to the paper's, and wherein it differs. Default: not stated, which reports say. */
  readonly protocol?: Protocols;
  /** The runs that tiers, arms, measure and curves are of, when the claim shares them. */
  readonly sharedRuns?: Pick<Runs, 'id' | 'revision'>;
  readonly tiers: EmpiricalTiers<Size>;
  readonly arms: Readonly<Record<Arm, ArmRunner<NoInfer<Size>>>>;
  /** Reduces one replica's run to numbers. */
  readonly measure: (trajectory: Trajectory, size: NoInfer<Size>) => Measured;
  readonly effect: Panel<NoInfer<Arm>, NoInfer<Measured>>;
  /** Further panels: a seed succeeds when every panel does. */
  readonly also?: readonly Panel<NoInfer<Arm>, NoInfer<Measured>>[];
  /**
   * Signs that the experiment worked, as that the networks were trained: a verdict counts only when most seeds satisfy all
   * of them. No refutation counts without one, so they are required when one is expected.
   */
  readonly requires?: readonly Panel<NoInfer<Arm>, NoInfer<Measured>>[];
  /**
   * Negative controls by name: which arm is replaced with which, or a list of such. The same panels are computed with the
   * arms exchanged, and must be refuted.
   */
  readonly controls: Readonly<
    Record<string, Replacement<NoInfer<Arm>> | readonly Replacement<NoInfer<Arm>>[]>
  >;
  /**
   * By the name of a control, measures of one seed's arms that satisfy all panels, with its arms exchanged as well: shows
   * that the control could have failed, where the machine looked for such measures and found none.
   */
  readonly couldHold?: Readonly<Record<string, Readonly<Record<NoInfer<Arm>, NoInfer<Measured>>>>>;
  /** Series of the trajectories that the evidence keeps, subsampled, with a label and unit for the axis. */
  readonly curves: Readonly<Record<string, Axis>>;
  /** Plots over the arms that the evidence holds, by name. */
  readonly figures?: Readonly<Record<string, Figure<NoInfer<Arm>, NoInfer<Measured>>>>;
}

/** What a validated definition becomes: the verdict that is expected is known at every tier. */
type Defined<Definition> = Omit<Definition, 'expected'> & {
  readonly expected: Readonly<Record<Tier, Expectation>>;
};

/** A claim decided by training over seeds. `defineClaim` validates it. */
export interface EmpiricalClaim<Size extends object = TierSize, Arm extends string = string> extends Defined<
  EmpiricalDefinition<Size, Arm, Measures>
> {
  readonly kind: 'empirical';
}

/** Whether a property held on one generated case; `error` is how far off it was, for the evidence. */
export interface CaseResult {
  readonly holds: boolean;
  readonly error?: number;
}

/** Breaks one assumption or one step of the construction; the property must fail on it. */
export interface Mutant<Case> {
  /** The claim's property with something of it broken. */
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
  /** Whether what the theorem states holds on a case. */
  readonly property: (value: Case) => CaseResult;
  readonly mutants: Readonly<Record<string, Mutant<NoInfer<Case>>>>;
}

/** A theorem-like claim: a property over generated cases, and mutants that it must kill. */
export interface InvariantClaim<Case = unknown> extends Defined<InvariantDefinition<Case>> {
  readonly kind: 'invariant';
}

/** A claim as it is judged. */
export type Claim = EmpiricalClaim | InvariantClaim;
