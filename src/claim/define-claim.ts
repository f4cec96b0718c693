import { z } from 'zod';
import { axis, callable, finite, head, headProblems, someOf, text } from './claim-schema.ts';
import { controls, replacementProblems } from './control-schema.ts';
import { runsProblems } from './define-runs.ts';
import {
  definitionError,
  describeIssues,
  fieldName,
  idIn,
  withHint,
  show,
  stateAndHint,
} from './describe-issues.ts';
import { sealClaim } from './is-claim.ts';
import { protocolProblems, protocols } from './protocol-schema.ts';
import { empiricalTiers } from './tier-schema.ts';
import type { EmpiricalClaim, EmpiricalDefinition, Measures, NumbersOf, TierSize } from './types.ts';

const ruleHint = 'use one of exceeds, staysBelow, staysWithin, between';
const marginHint = 'declare the smallest effect worth calling the effect, in the unit of the effect';
const withinHint = 'declare 0 or more: no number is within a distance below 0';
const bandHint = 'declare [low, high] with low < high, in the unit of the effect';

const panelFields = {
  name: text('name the number, as a report prints it'),
  unit: text('give the unit, "1" for a ratio or a count'),
  of: callable("give a function from the arms' measures of one seed to one number"),
  because: text('say where the margin comes from'),
};

const panel = z.discriminatedUnion(
  'rule',
  [
    z.strictObject({
      ...panelFields,
      rule: z.enum(['exceeds', 'staysBelow']),
      margin: finite(marginHint),
    }),
    z.strictObject({
      ...panelFields,
      rule: z.literal('staysWithin'),
      margin: finite(marginHint).refine((margin) => margin >= 0, withHint(withinHint)),
    }),
    z.strictObject({
      ...panelFields,
      rule: z.literal('between'),
      margin: z
        .tuple([finite(bandHint), finite(bandHint)], withHint(bandHint))
        .refine(([low, high]) => low < high, withHint(bandHint)),
    }),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? stateAndHint({ input: (issue.input as { readonly rule?: unknown }).rule }, ruleHint)
        : stateAndHint(issue, 'give a panel: name, unit, of, rule, margin, because'),
  },
);

const figure = z.strictObject(
  {
    x: axis,
    y: axis,
    lines: callable("give a function from the arms' measures of one seed to points by line"),
  },
  withHint('give { x, y, lines }'),
);

const couldHoldHint = withHint(
  'give by control measures of every arm that satisfy the panels before and after the exchange',
);
const measured = z.record(z.string(), finite('give a finite number'), couldHoldHint);

const definitionSchema = z.strictObject(
  {
    ...head,
    protocol: protocols.optional(),
    sharedRuns: z.unknown().optional(),
    tiers: empiricalTiers,
    arms: someOf(
      callable('give a function that trains one replica per seed and returns their trajectories'),
      'declare the arms that are trained',
    ),
    measure: callable('give a function from a trajectory to named numbers'),
    effect: panel,
    also: z.array(panel, withHint('give a list of panels')).optional(),
    requires: z
      .array(panel, withHint('give a list of panels'))
      .min(1, withHint('give at least one panel'))
      .optional(),
    controls,
    couldHold: z.record(z.string(), z.record(z.string(), measured, couldHoldHint), couldHoldHint).optional(),
    curves: someOf(axis, 'name at least one series that the evidence keeps'),
    figures: z.record(z.string(), figure, withHint('give the figures by name')).optional(),
  },
  withHint('give { id, revision, states, source, tiers, arms, measure, effect, controls, curves }'),
);

/** Measures that show that a control could hold are of a control, and of every arm, as a panel may read any. */
function couldHoldProblems({
  arms,
  controls,
  couldHold = {},
}: Readonly<Record<'arms' | 'controls', object>> & {
  readonly couldHold?: Readonly<Record<string, object>> | undefined;
}): string[] {
  return Object.entries(couldHold).flatMap(([control, measures]) => {
    const field = fieldName(['couldHold', control]);
    const known = Object.keys(arms);
    if (!Object.hasOwn(controls, control)) {
      return [`${field} is of no control; the controls are ${Object.keys(controls).join(', ')}`];
    }
    const missing = known.filter((arm) => !Object.hasOwn(measures, arm));
    const strange = Object.keys(measures).filter((arm) => !known.includes(arm));
    return [
      ...missing.map((arm) => `${fieldName(['couldHold', control, arm])} is missing; give its measures`),
      ...strange.map(
        (arm) => `${fieldName(['couldHold', control, arm])} is no arm; the arms are ${known.join(', ')}`,
      ),
    ];
  });
}

type Named = { readonly name: string };

/** Evidence and reports tell panels by their names. */
function nameProblems({
  effect,
  also = [],
  requires = [],
}: {
  readonly effect: Named;
  readonly also?: readonly Named[] | undefined;
  readonly requires?: readonly Named[] | undefined;
}): string[] {
  const names = [effect, ...also, ...requires].map(({ name }) => name.trim());
  const fields = [
    'effect.name',
    ...also.map((_, index) => `also[${index}].name`),
    ...requires.map((_, index) => `requires[${index}].name`),
  ];
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return first === index
      ? []
      : [`${fields[index]} is ${show(name)}, as ${fields[first]} is; give another name`];
  });
}

/** An expected refutation that nothing guards would be confirmed by any training that failed. */
function missingRequirement({
  expected = 'supported',
  requires,
}: Pick<EmpiricalDefinition<TierSize, string, Measures>, 'expected' | 'requires'>): string[] {
  const expects = typeof expected === 'string' ? [expected] : Object.values(expected);
  if (requires !== undefined || !expects.includes('refuted')) return [];
  return [
    'requires is missing; expected is "refuted", so give the panels that show that the experiment worked, as that the ' +
      'networks were trained',
  ];
}

/**
 * Validates a claim that is decided by training over seeds and returns it frozen.
 * @throws UserError naming the claim, each wrong field, its value and what to write instead
 */
export function defineClaim<Size extends object, Arm extends string, Measured extends NumbersOf<Measured>>(
  definition: EmpiricalDefinition<Size, Arm, Measured>,
): EmpiricalClaim {
  const parsed = definitionSchema.safeParse(definition);
  if (!parsed.success) throw definitionError(idIn(definition), describeIssues(parsed.error));
  const problems = [
    ...headProblems(definition),
    ...runsProblems(definition.id, definition),
    ...replacementProblems(parsed.data),
    ...couldHoldProblems(parsed.data),
    ...nameProblems(definition),
    ...protocolProblems(definition.protocol, parsed.data.tiers),
    ...missingRequirement(definition as unknown as Parameters<typeof missingRequirement>[0]),
  ];
  if (problems.length > 0) throw definitionError(definition.id, problems);
  // Arm names and sizes are checked by now; the machinery works with names as plain text.
  return sealClaim({ ...definition, kind: 'empirical' } as unknown as EmpiricalClaim);
}
