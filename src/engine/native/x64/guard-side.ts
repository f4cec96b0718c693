import { UserError } from '#core';

/** Where the memory of compiled code meets a page that faults: `CLAIMCHECK_GUARD`, for tests of the compiler. */
export const guardSide = sideOf(process.env.CLAIMCHECK_GUARD);

/** @throws UserError for another side than `begin` and `end` */
function sideOf(given: string | undefined): 'begin' | 'end' | undefined {
  if (given === undefined || given === 'begin' || given === 'end') return given;
  throw new UserError(`CLAIMCHECK_GUARD is '${given}'`, "set it to 'begin' or 'end', or leave it out");
}
