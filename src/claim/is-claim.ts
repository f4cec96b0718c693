import { tiers } from '#core';
import type { Claim, EmpiricalDefinition, Measures, TierSize } from './types.ts';

type ExpectedVerdict = Pick<EmpiricalDefinition<TierSize, string, Measures>, 'expected'>;

// A registered symbol: claims stay recognisable when a test runner has loaded this module twice.
const mark = Symbol.for('claimcheck.claim');

/** Makes a claim of a validated definition: marked, frozen, and with the expected verdict of every tier. */
export function sealClaim<T extends Claim>(definition: Omit<T, 'expected'> & ExpectedVerdict): T {
  const { expected = 'supported' } = definition;
  const byTier = Object.fromEntries(
    tiers.map((tier) => [tier, typeof expected === 'string' ? expected : (expected[tier] ?? 'supported')]),
  );
  const claim = { ...definition, expected: byTier };
  Object.defineProperty(claim, mark, { value: true });
  // The fields are the definition's, and the expected verdicts are those of all tiers.
  return Object.freeze(claim) as unknown as T;
}

/** Whether a value, for instance a module's default export, was made by `defineClaim` or `defineInvariant`. */
export function isClaim(value: unknown): value is Claim {
  return typeof value === 'object' && value !== null && mark in value;
}
