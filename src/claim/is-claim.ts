import type { Claim } from './types.ts';

// A registered symbol: claims stay recognisable when a test runner has loaded this module twice.
const mark = Symbol.for('claimcheck.claim');

/** Marks a validated definition as a claim and freezes it. */
export function sealClaim<T extends Claim>(claim: T): T {
  Object.defineProperty(claim, mark, { value: true });
  return Object.freeze(claim);
}

/** Whether a value, for instance a module's default export, was made by `defineClaim` or `defineInvariant`. */
export function isClaim(value: unknown): value is Claim {
  return typeof value === 'object' && value !== null && mark in value;
}
