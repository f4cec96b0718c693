import { UserError } from './errors.ts';
import { sha256 } from './json.ts';

/** A seed is text: whatever is drawn for it comes from hashes of it and a stream name (see `createRng`). */
export type Seed = string;

/** Judge seeds decide verdicts and are never used in development; development seeds are for choosing settings. */
export type SeedFamily = 'judge' | 'dev';

/** Where the seeds of a claim come from. */
export interface SeedStream {
  /** Claim id, `<paper>/<claim>`; or the name of a family of runs that several claims of a paper share. */
  readonly id: string;
  readonly revision: number;
  readonly family: SeedFamily;
  /** Shifts to a fresh, disjoint family; 0 is the published one. */
  readonly base: number;
}

/**
 * Seeds `from` to `to` (exclusive) of a stream: sha256 of `id/revision/family/base/i`, its first 16 hex digits.
 * @throws UserError when the base is no whole number that is 0 or more
 */
export function seedsOf(stream: SeedStream, from: number, to: number): Seed[] {
  if (!Number.isSafeInteger(stream.base) || stream.base < 0) {
    throw new UserError(
      `seed base must be a whole number that is 0 or more, got ${stream.base}`,
      'pass --seed-base 0 (the published seeds), 1, 2, ...',
    );
  }
  const { id, revision, family, base } = stream;
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) =>
    sha256(`${id}/${revision}/${family}/${base}/${from + offset}`).slice(0, 16),
  );
}
