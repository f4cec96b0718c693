import { existsSync, readFileSync } from 'node:fs';
import { type Evidence, type InvariantClaim } from '#claim';
import { canonicalJson, writeFileAtomic } from '#core';

/** What one seed base gave. */
export interface SoakRun {
  readonly cases: number;
  readonly held: number;
  readonly counterexample?: Evidence['counterexample'];
}

/** What the bases of a claim gave so far, of one revision and number of cases. */
export interface SoakedClaim {
  readonly revision: number;
  readonly expected: InvariantClaim['expected']['standard'];
  readonly casesPerBase: number;
  /** By seed base. */
  readonly runs: Readonly<Record<string, SoakRun>>;
  readonly worstError?: number;
}

export type SoakResult = Readonly<Record<string, SoakedClaim>>;

/** Whether a claim did on a base what it is expected to. */
export function asExpected({ expected, casesPerBase }: SoakedClaim, { cases, held }: SoakRun): boolean {
  return expected === 'refuted' ? held < cases : held === cases && cases === casesPerBase;
}

export function readSoak(path: string): SoakResult {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SoakResult) : {};
}

export function writeSoak(path: string, result: SoakResult): void {
  writeFileAtomic(path, `${canonicalJson(result, 2)}\n`);
}

/** What is kept of a claim: nothing of another revision or number of cases. */
export function keptOf(result: SoakResult, claim: InvariantClaim, casesPerBase: number): SoakedClaim {
  const before = result[claim.id];
  if (before?.revision === claim.revision && before.casesPerBase === casesPerBase) return before;
  const { revision, expected } = claim;
  return { revision, expected: expected.standard, casesPerBase, runs: {} };
}

/** A claim's result with that of one more base. */
export function withRun(before: SoakedClaim, base: number, evidence: Evidence): SoakedClaim {
  const { seeds: cases, successes: held, counterexample, worstError } = evidence;
  const worst = [before.worstError, worstError].filter((error) => error !== undefined);
  return {
    ...before,
    runs: { ...before.runs, [base]: { cases, held, ...(counterexample && { counterexample }) } },
    ...(worst.length > 0 && { worstError: Math.max(...worst) }),
  };
}

/** `42 of 49 invariants have all 20 bases, 960 runs of 980; 1 not as expected: ...` */
export function soakLine(result: SoakResult, claims: number, bases: number): string {
  const soaked = Object.entries(result);
  const runs = soaked.flatMap(([id, claim]) =>
    Object.entries(claim.runs).map(([base, run]) => ({
      name: `${id} at base ${base}`,
      fine: asExpected(claim, run),
    })),
  );
  const whole = soaked.filter(([, claim]) => Object.keys(claim.runs).length >= bases).length;
  const wrong = runs.filter(({ fine }) => !fine).map(({ name }) => name);
  const done = `${whole} of ${claims} invariants have all ${bases} bases, ${runs.length} runs of ${claims * bases}`;
  return `${done}; ${wrong.length} not as expected${wrong.length > 0 ? `: ${wrong.join(', ')}` : ''}`;
}
