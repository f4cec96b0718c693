import { fileURLToPath } from 'node:url';
import { type InvariantClaim, judge } from '#claim';
import { discoverClaims } from '#sources';
import {
  asExpected,
  keptOf,
  readSoak,
  soakLine,
  type SoakResult,
  withRun,
  writeSoak,
} from './soak-result.ts';

/** Bases that no published verdict uses. */
const firstBase = 31_001;
const bases = 20;
const times = 10;

const root = fileURLToPath(new URL('../..', import.meta.url));
const path = `${root}/reports/invariants-soak.json`;
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/**
 * Tries the property of every invariant on ten times the cases of the standard tier, on 20 seed bases: base by base, so that
 * a run that is ended has been over all of them. What is in the result is not done again.
 */
async function soak(chosen: readonly string[]): Promise<SoakResult> {
  const entries = discoverClaims(`${root}/claims`).filter(
    ({ kind, id }) =>
      kind === 'invariant' && (chosen.length === 0 || chosen.some((name) => id.startsWith(name))),
  );
  const claims = await Promise.all(
    entries.map(async ({ file }) => ((await import(file)) as { default: InvariantClaim }).default),
  );
  let result = readSoak(path);
  for (let base = firstBase; base < firstBase + bases; base++) {
    for (const claim of claims) {
      const cases = times * claim.runs.standard;
      const before = keptOf(result, claim, cases);
      if (before.runs[base]) continue;
      const started = performance.now();
      const evidence = await judge(
        { ...claim, mutants: {}, runs: { ...claim.runs, standard: cases } },
        { tier: 'standard', seedBase: base, engine: 'reference', threads: 1 },
      );
      const now = withRun(before, base, evidence);
      result = { ...result, [claim.id]: now };
      writeSoak(path, result);
      const mark = asExpected(now, now.runs[base]!) ? 'as expected' : 'NOT AS EXPECTED';
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      print(
        `base ${base} ${claim.id}: ${evidence.verdict}, ${evidence.successes}/${evidence.seeds}, ${mark} (${seconds} s)`,
      );
    }
  }
  const own = Object.fromEntries(claims.map(({ id }) => [id, result[id]!]));
  print(soakLine(own, claims.length, bases));
  return own;
}

const result = await soak(process.argv.slice(2));
const fine = Object.values(result).every((claim) =>
  Object.values(claim.runs).every((run) => asExpected(claim, run)),
);
process.exitCode = fine ? 0 : 1;
