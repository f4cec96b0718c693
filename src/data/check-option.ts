import { UserError } from '#core';

/** Throws unless `value` is a whole number of at least `least`. */
export function requireWhole(option: string, value: number, least = 1): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new UserError(
    `${option} must be a whole number that is ${least} or more, got ${value}`,
    `set ${option} to a whole number from ${least} up`,
  );
}

/** Throws unless `value` is finite and lies in [low, high]. */
export function requireBetween(option: string, value: number, low: number, high = Infinity): void {
  if (Number.isFinite(value) && value >= low && value <= high) return;
  const range = high === Infinity ? `${low} or more` : `from ${low} to ${high}`;
  throw new UserError(
    `${option} must be ${range}, got ${value}`,
    `set ${option} to a number that is ${range}`,
  );
}
