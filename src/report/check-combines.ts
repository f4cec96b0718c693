import type { Evidence } from '#claim';
import { canonicalJson, UserError } from '#core';
import type { Contribution } from './stored-evidence.ts';

/**
 * Refuses runs that do not add up.
 * @throws UserError naming two of them and what differs, or what stands in both
 */
export function checkCombines(contributions: readonly Contribution[]): void {
  const [first, ...others] = contributions;
  for (const other of others) checkSameClaim(first!, other);
  checkSeeds(contributions);
  checkNumbers(contributions);
}

/** What is measured of each seed, in every arm. */
export const measuresOf = ({ perSeed }: Evidence): readonly string[] =>
  perSeed.map(({ arms }) => canonicalJson(arms));

/** All that decides a claim besides its numbers: a revision that was not raised is no proof that it stayed. */
const assertedBy: Readonly<Record<string, (evidence: Evidence) => unknown>> = {
  id: ({ id }) => id,
  tier: ({ tier }) => tier,
  revision: ({ revision }) => revision,
  kind: ({ kind }) => kind,
  panels: ({ panels }) => panels.map(headOf),
  controls: ({ controls }) => controls.map(({ name, exchange }) => ({ name, exchange })),
  requires: ({ requires }) => (requires?.panels ?? []).map(headOf),
  mutants: ({ mutants }) => mutants.map(({ name, required }) => ({ name, required })),
  size: ({ size }) => size ?? null,
};

const headOf = ({ name, unit, rule, margin }: Evidence['panels'][number]): object => ({
  ...{ name, unit, rule },
  margin: typeof margin === 'number' ? margin : [...margin],
});

function checkSameClaim(first: Contribution, other: Contribution): void {
  for (const [field, of] of Object.entries(assertedBy)) {
    const [one, two] = [first, other].map(({ evidence }) => canonicalJson(of(evidence)));
    if (one === two) continue;
    throw new UserError(
      `${first.evidence.id}: ${field} ${differing(field)} ${one} in ${first.from} and ${two} in ${other.from}`,
      'combine runs of one revision of a claim, at one tier',
    );
  }
}

const differing = (field: string): string => (/s$/.test(field) ? 'are' : 'is');

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

/** Different seeds do not give the same numbers one after the other, where every seed's are its own. */
function checkNumbers(contributions: readonly Contribution[]): void {
  const known = new Map<string, string>();
  for (const { from, evidence } of contributions) {
    const measures = measuresOf(evidence);
    if (measures.length === 0 || new Set(measures).size < measures.length) continue;
    const all = measures.join();
    const where = known.get(all);
    if (where !== undefined) {
      throw new UserError(
        `${evidence.id}: every seed of ${from} gave what a seed of ${where} gave, under another name`,
        'the same training counts once: leave one of the two out',
      );
    }
    known.set(all, from);
  }
}
