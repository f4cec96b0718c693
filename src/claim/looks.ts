import { majorityPlan } from '#stats';

/** Numbers of seeds after which the evidence is looked at. */
export const { looks } = majorityPlan;

/** The fewest seeds that a verdict may rest on. */
export const firstLook = looks[0]!;

/** Seeds that a tier may use when it names no number. */
export const lastLook = looks.at(-1)!;
