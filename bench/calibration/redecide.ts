import { concludeTrial, type EmpiricalClaim, nextLook, type SeedNumbers } from '#claim';
import { hashOf, outcomeName, UserError } from '#core';
import { planOf, seedNumbers, type SeedMeasures } from '../../src/claim/panels.ts';

/** What a claim's own panels and controls make of measures. */
export interface Redecided {
  /** The verdict with its kind, or `refused` where a panel throws at such measures. */
  readonly verdict: string;
  /** Whether most seeds satisfy the panels, whatever the controls do. */
  readonly holds: boolean;
  /** Hash of every number of every panel that was read, controls and requirements too. */
  readonly numbers: string;
  /** Hash of the numbers of the primary panel. */
  readonly effect: string;
}

/** Decides a claim anew from measures, look by look; the seeds at hand are the budget. */
export function redecide(claim: EmpiricalClaim, rows: readonly SeedMeasures[]): Redecided {
  const plan = planOf(claim, rows.length);
  const numbers: SeedNumbers[] = [];
  try {
    for (let look = nextLook(0, rows.length); ; look = nextLook(look, rows.length)) {
      for (const row of rows.slice(numbers.length, look)) numbers.push(seedNumbers(claim, row));
      const decided = concludeTrial(plan, numbers);
      if (!decided) continue;
      const read = numbers.map(({ panels, controls, requires }) => [panels, controls, requires]);
      const holds = decided.looks.at(-1)!.verdict === 'supported';
      const effect = hashOf(numbers.map(({ panels }) => panels[0]));
      return { verdict: outcomeName(decided), holds, numbers: hashOf(read), effect };
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { verdict: 'refused', holds: false, numbers: '', effect: '' };
  }
}
