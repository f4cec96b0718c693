import { UserError } from '#core';
import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import { requireSpreadCases } from './case-problems.ts';
import { caseSeed } from './case-seed.ts';
import { concludeCases, noTraining, runsOf } from './conclude-cases.ts';
import { CaseError, evaluateCase } from './evaluate-case.ts';
import { checkCases } from './generated-cases.ts';
import { headEvidence } from './head-evidence.ts';
import type { JudgeOptions } from './judge-options.ts';
import { tryMutant } from './try-mutant.ts';
import type { Evidence, MutantEvidence } from './evidence-types.ts';
import type { CaseResult, InvariantClaim } from './types.ts';

/** Counts over the generated cases, up to the first that failed; shrinking is not counted. */
interface Tally {
  cases: number;
  held: number;
  worstError?: number;
}

/** Checks a theorem-like claim on generated cases and its mutants on the same seed: see `judge`. */
export async function judgeInvariant(claim: InvariantClaim, options: JudgeOptions): Promise<Evidence> {
  const runs = runsOf(claim, options.tier);
  const seed = caseSeed({ ...options, id: claim.id, revision: claim.revision });
  const entries = Object.entries(claim.mutants);
  const report = (arm: string, armIndex: number, step: number): void =>
    options.onProgress?.({
      ...{ id: claim.id, arm, armIndex, arms: 1 + entries.length, seeds: armIndex === 0 ? 0 : runs },
      ...{ maxSeeds: runs, step, steps: runs, replicas: 1 },
    });

  options.signal?.throwIfAborted();
  requireSpreadCases(claim);
  const checked = checkProperty(claim, seed, runs, (step) => report('property', 0, step));
  requireEveryCase(claim, checked, runs);
  const mutants: MutantEvidence[] = [];
  for (const [index, [name, mutant]] of entries.entries()) {
    // Generated cases run without a pause: between mutants signals and timers get their turn.
    await setImmediate();
    options.signal?.throwIfAborted();
    mutants.push(tryMutant(claim, name, mutant, seed, runs));
    report(name, index + 1, runs);
  }
  return {
    ...headEvidence(claim, options),
    ...concludeCases({ ...checked.tally, counterexample: checked.counterexample }, mutants),
    ...noTraining,
    generated: { seed, runs },
    ...(checked.counterexample && { counterexample: checked.counterexample }),
    ...(checked.tally.worstError !== undefined && { worstError: checked.tally.worstError }),
  };
}

interface Checked {
  readonly tally: Tally;
  readonly counterexample?: NonNullable<Evidence['counterexample']>;
}

function checkProperty(
  claim: InvariantClaim,
  seed: number,
  runs: number,
  onCase: (step: number) => void,
): Checked {
  const tally: Tally = { cases: 0, held: 0 };
  const every = Math.max(1, Math.floor(runs / 20));
  const holds = (value: unknown): boolean => {
    const result = evaluateCase(claim, 'property', claim.property, value);
    if (tally.held === tally.cases) count(tally, result);
    if (tally.cases % every === 0) onCase(tally.cases);
    return result.holds;
  };
  const details = checkCases(claim.cases, holds, { seed, numRuns: runs });
  if (!details.failed || (details.interrupted && !details.counterexample)) return { tally };
  if (details.errorInstance instanceof CaseError || details.errorInstance instanceof UserError) {
    throw details.errorInstance;
  }
  if (!details.counterexample) {
    throw new UserError(
      `claim ${claim.id}: fc.pre turned away ${details.numSkips} generated cases`,
      'let cases generate only values that satisfy the assumptions',
    );
  }
  const [value] = details.counterexample;
  return {
    tally,
    counterexample: { value: fc.stringify(value), seed: details.seed, path: details.counterexamplePath },
  };
}

/** A property that depends on more than the case may fail when it is tried again, or be passed by. */
function requireEveryCase({ id }: InvariantClaim, { tally, counterexample }: Checked, runs: number): void {
  const { cases, held } = tally;
  if (counterexample ? held < cases : held === cases && cases === runs) return;
  throw new UserError(
    `claim ${id}: of ${runs} cases ${cases} were tried and ${held} held, which is no test of all`,
    'let the property depend on the case alone',
  );
}

function count(tally: Tally, { holds, error }: CaseResult): void {
  tally.cases++;
  if (holds) tally.held++;
  if (error !== undefined) tally.worstError = Math.max(tally.worstError ?? 0, error);
}
