import type { Evidence, PanelEvidence } from '#claim';
import { evidenceThreshold } from '#stats';
import { checkCombines, measuresOf } from './check-combines.ts';
import { poolPanel } from './pool-panel.ts';
import { shareWithoutNumber } from './without-number.ts';
import type { Contribution, Environment } from './stored-evidence.ts';

/** What several runs of one claim say together. */
export interface CombinedEvidence extends Pick<
  Evidence,
  'id' | 'tier' | 'kind' | 'verdict' | 'successes' | 'seeds' | 'log10EvidenceFor' | 'log10EvidenceAgainst'
> {
  readonly inconclusive?: NonNullable<Evidence['inconclusive']>;
  readonly contributions: readonly Contribution[];
  /** Kinds of machine that they ran on: processor, cores and platform. */
  readonly machines: number;
  /** The primary panel over all seeds; none of an invariant. */
  readonly effect?: PanelEvidence;
  /** Contributions with another verdict than all together. */
  readonly contrary: readonly Contribution[];
}

/**
 * Combines the evidence of one claim from runs on disjoint seeds. E-values of independent seeds multiply, whoever ran them and
 * whenever they stopped, so that the product decides by the threshold of a single run. Support takes, as in a run, evidence for the
 * claim and against each of its controls, and where the claim requires a sign that training worked, evidence for that.
 * @param contributions at least one; each derived from its own numbers before
 * @throws UserError where they do not assert the same by the same rules, are of development seeds, or one seed or its numbers
 *   stand in two of them
 */
export function combineEvidence(contributions: readonly Contribution[]): CombinedEvidence {
  const [first] = contributions;
  if (!first) throw new RangeError('nothing to combine');
  checkCombines(contributions);
  const all = contributions.map(({ evidence }) => evidence);
  const { id, tier, kind } = first.evidence;
  const decided = kind === 'invariant' ? outcomeOfCases(all) : outcomeOfSeeds(all);
  const panels = all.flatMap(({ panels: [panel] }) => panel ?? []);
  return {
    ...{ id, tier, kind, ...decided, ...sumsOf(all), contributions },
    machines: new Set(contributions.map(({ run }) => machineOf(run.environment))).size,
    ...(panels.length > 0 && { effect: poolPanel(panels) }),
    contrary: contributions.filter(({ evidence }) => evidence.verdict !== decided.verdict),
  };
}

type Decided = Pick<CombinedEvidence, 'verdict' | 'inconclusive'>;
type Counts = Pick<Evidence, 'successes' | 'seeds' | 'log10EvidenceFor' | 'log10EvidenceAgainst'>;

function sumsOf(all: readonly Counts[]): Counts {
  const sum = (field: keyof Counts): number => all.reduce((total, one) => total + one[field], 0);
  return {
    ...{ successes: sum('successes'), seeds: sum('seeds') },
    log10EvidenceFor: sum('log10EvidenceFor'),
    log10EvidenceAgainst: sum('log10EvidenceAgainst'),
  };
}

function sideOf(all: readonly Counts[]): 'for' | 'against' | 'neither' {
  const { log10EvidenceFor, log10EvidenceAgainst } = sumsOf(all);
  const bar = Math.log10(evidenceThreshold);
  if (log10EvidenceFor >= bar) return 'for';
  return log10EvidenceAgainst >= bar ? 'against' : 'neither';
}

/** Kinds of inconclusive that speak of a run's numbers, not of too few seeds: no other run takes them back. */
const lasting = ['unstable', 'control-unstable', 'untested'] as const;

/** Share of seeds without a number above which a run says nothing of the effect. */
const unstableShare = 0.25;

function outcomeOfSeeds(all: readonly Evidence[]): Decided {
  const found = lasting.find((kind) => all.some(({ inconclusive }) => inconclusive === kind));
  if (found) return inconclusive(found);
  const side = sideOf(all);
  if (side === 'neither') return inconclusive('budget');
  const { panels: rules } = all[0]!;
  // As in a run: what diverged refutes nothing, while what was supported is.
  if (side === 'against' && shareWithoutNumber(rules, all) > unstableShare) return inconclusive('unstable');
  if (areAlike(all)) return inconclusive('untested');
  const required = all.flatMap(({ requires }) => (requires ? [requires] : []));
  const worked = required.length > 0 && sideOf(required) === 'for';
  if (side === 'against') return worked ? { verdict: 'refuted' } : inconclusive('untested');
  if (required.length > 0 && !worked) return inconclusive('untested');
  return outcomeOfControls(
    rules,
    all[0]!.controls.map((_, place) => all.map((one) => one.controls[place]!)),
  );
}

function outcomeOfControls(
  rules: Evidence['panels'],
  controls: readonly (readonly Evidence['controls'][number][])[],
): Decided {
  const sides = controls.map(sideOf);
  if (sides.includes('for')) return inconclusive('non-specific');
  if (controls.some((runs) => shareWithoutNumber(rules, runs) > unstableShare)) {
    return inconclusive('control-unstable');
  }
  return sides.includes('neither') ? inconclusive('control-undecided') : { verdict: 'supported' };
}

const inconclusive = (kind: NonNullable<Decided['inconclusive']>): Decided => ({
  verdict: 'inconclusive',
  inconclusive: kind,
});

/** Whether every seed of every run gave the same numbers in all arms. */
function areAlike(all: readonly Evidence[]): boolean {
  return new Set(all.flatMap(measuresOf)).size === 1;
}

/** One case that breaks it refutes a property; otherwise each run has to have tried its mutants. */
function outcomeOfCases(all: readonly Evidence[]): Decided {
  if (all.some(({ verdict }) => verdict === 'refuted')) return { verdict: 'refuted' };
  const open = all.find(({ verdict }) => verdict === 'inconclusive');
  return open
    ? {
        verdict: 'inconclusive',
        ...(open.inconclusive !== undefined && { inconclusive: open.inconclusive }),
      }
    : { verdict: 'supported' };
}

const machineOf = ({ cpu, cores, platform }: Environment): string => `${cpu} ${cores} ${platform}`;
