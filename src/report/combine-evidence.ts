import type { Evidence, PanelEvidence } from '#claim';
import { UserError } from '#core';
import { evidenceThreshold } from '#stats';
import { poolPanel } from './pool-panel.ts';
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
 * @throws UserError where they are of different claims, tiers or revisions, of development seeds, or one seed stands in two of them
 */
export function combineEvidence(contributions: readonly Contribution[]): CombinedEvidence {
  const [first, ...others] = contributions;
  if (!first) throw new RangeError('nothing to combine');
  for (const other of others) checkAlike(first, other);
  checkSeeds(contributions);
  const all = contributions.map(({ evidence }) => evidence);
  const { id, tier, kind } = first.evidence;
  const decided = kind === 'invariant' ? outcomeOfCases(all) : outcomeOfSeeds(all);
  const panels = all.flatMap(({ panels: [panel], seeds }) => (panel ? [{ panel, seeds }] : []));
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

function outcomeOfSeeds(all: readonly Evidence[]): Decided {
  const found = lasting.find((kind) => all.some(({ inconclusive }) => inconclusive === kind));
  if (found) return { verdict: 'inconclusive', inconclusive: found };
  const side = sideOf(all);
  if (side === 'neither') return { verdict: 'inconclusive', inconclusive: 'budget' };
  const required = all.flatMap(({ requires }) => (requires ? [requires] : []));
  const worked = required.length > 0 && sideOf(required) === 'for';
  if (side === 'against')
    return worked ? { verdict: 'refuted' } : { verdict: 'inconclusive', inconclusive: 'untested' };
  if (required.length > 0 && !worked) return { verdict: 'inconclusive', inconclusive: 'untested' };
  const controls = all[0]!.controls.map((_, place) => sideOf(all.map((one) => one.controls[place]!)));
  if (controls.includes('for')) return { verdict: 'inconclusive', inconclusive: 'non-specific' };
  return controls.includes('neither')
    ? { verdict: 'inconclusive', inconclusive: 'control-undecided' }
    : { verdict: 'supported' };
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

function checkAlike(first: Contribution, other: Contribution): void {
  for (const field of ['id', 'tier', 'revision'] as const) {
    const [one, two] = [first.evidence[field], other.evidence[field]];
    if (one === two) continue;
    throw new UserError(
      `${first.evidence.id}: ${field} is ${one} in ${first.from} and ${two} in ${other.from}`,
      'combine runs of one revision of a claim, at one tier',
    );
  }
}

function checkSeeds(contributions: readonly Contribution[]): void {
  const known = new Map<string, string>();
  for (const { from, evidence } of contributions) {
    const { id, seedFamily, perSeed, generated } = evidence;
    if (seedFamily === 'dev') {
      throw new UserError(
        `${from} holds evidence of ${id} on development seeds`,
        'combine runs on judge seeds',
      );
    }
    for (const seed of generated ? [`cases of ${generated.seed}`] : perSeed.map((one) => one.seed)) {
      const where = known.get(seed);
      if (where !== undefined) {
        throw new UserError(
          `${id}: seed ${seed} stands in ${where} and in ${from}`,
          'the same seeds count once: leave one of the two out, or judge with another --seed-base',
        );
      }
      known.set(seed, from);
    }
  }
}
