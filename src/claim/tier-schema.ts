import { z } from 'zod';
import { withHint } from './describe-issues.ts';
import { firstLook, looks } from './looks.ts';

const seedsHint = `use one of the looks ${looks.join(', ')}, or fewer than ${firstLook} for a tier that reports without deciding`;
const dataHint =
  "name data sets of which the arms read the first that is there, as in data: ['cifar-10', 'cifar-10-subset']";

const tierSize = z.looseObject(
  {
    seeds: z
      .custom<number>((value) => typeof value === 'number' && isBudget(value), withHint(seedsHint))
      .optional(),
    data: z
      .array(z.string(withHint(dataHint)).min(1, withHint(dataHint)), withHint(dataHint))
      .min(1, withHint(dataHint))
      .readonly()
      .optional(),
  },
  withHint('give the sizes of this tier, {} when the arms need none'),
);

/** Sizes per tier of what is trained. */
export const empiricalTiers = z.strictObject(
  { smoke: tierSize, standard: tierSize, real: tierSize.optional(), paper: tierSize.optional() },
  withHint('give the sizes of the tiers smoke and standard'),
);

function isBudget(seeds: number): boolean {
  return looks.includes(seeds) || (Number.isInteger(seeds) && seeds >= 1 && seeds < firstLook);
}
