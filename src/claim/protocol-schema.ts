import { tiers, type Tier } from '#core';
import { z } from 'zod';
import { text } from './claim-schema.ts';
import { fieldName, withHint } from './describe-issues.ts';
import { armsOfPaper, type DeclaredArms } from './layers.ts';
import { isProtocol, type Protocol, protocolOf, type Protocols, trainedFidelities } from './protocol.ts';

const protocolHint = 'give { fidelity, differences }, or such by tier';
const differencesHint = "list what differs from the paper, as in ['textures in place of ImageNet']";

const layersHint =
  "give by arm the shapes of the paper's parameters, as in { treatment: { 'dense/weight': [784, 10] } }";
const shape = z.array(z.int(withHint(layersHint)).min(1, withHint(layersHint)), withHint(layersHint));
const shapes = z
  .record(z.string(), shape, withHint(layersHint))
  .refine((named) => Object.keys(named).length > 0, withHint(layersHint));

const protocol = z.strictObject(
  {
    fidelity: z.enum(
      trainedFidelities,
      withHint(`use ${trainedFidelities.slice(0, -1).join(', ')} or ${trainedFidelities.at(-1)!}`),
    ),
    generated: z
      .literal(true, withHint('leave it out where the data of the paper are not generated'))
      .optional(),
    layers: z.record(z.string(), shapes, withHint(layersHint)).optional(),
    differences: z.array(text(differencesHint), withHint(differencesHint)).readonly(),
  },
  withHint(protocolHint),
);

const byTier = z.partialRecord(z.enum(tiers), protocol, withHint(protocolHint));

/** Shape of `protocol` in a claim file: told as the one of both that was meant. */
export const protocols = z.unknown().superRefine((value, context) => {
  const { error } = (isProtocol(value) ? protocol : byTier).safeParse(value);
  for (const { path, message } of error?.issues ?? []) context.addIssue({ code: 'custom', path, message });
});

interface Declared extends DeclaredArms {
  readonly tiers: Readonly<
    Partial<Record<Tier, { readonly data?: readonly string[] | undefined } | undefined>>
  >;
}

/**
 * A fidelity is not taken at its word: the paper's kind of data are data sets that the tier reads, or generated where the
 * paper's are; what differs is listed, and nothing is where the protocol is the paper's, whose layers are named then.
 */
export function protocolProblems(
  stated: Protocols | undefined,
  { tiers: sizes, ...claim }: Declared,
): string[] {
  if (stated === undefined) return [];
  return tiers.flatMap((tier) => {
    const size = sizes[tier];
    const field = isProtocol(stated) ? 'protocol' : `protocol.${tier}`;
    const own = protocolOf(stated, tier);
    if (!own) return [];
    if (!size)
      return isProtocol(stated) ? [] : [`${field} is of a tier that the claim has not; leave it out`];
    const { fidelity, generated, differences, layers } = own;
    const near = fidelity !== 'proxy';
    return [
      ...(near && !generated && !size.data
        ? [
            `${field}.fidelity is "${fidelity}" but tiers.${tier} names no data; name the data sets that it reads, say ` +
              `generated: true where the paper's own data are generated like these, or call it "proxy"`,
          ]
        : []),
      ...(fidelity === 'exact' && differences.length > 0
        ? [`${field}.fidelity is "exact" but differences are listed; call it "scaled" or "proxy"`]
        : []),
      ...(fidelity !== 'exact' && differences.length === 0
        ? [`${field}.differences is empty; ${differencesHint}`]
        : []),
      ...(fidelity === 'exact' || layers ? layersProblems(field.split('.'), claim, layers) : []),
    ];
  });
}

/** Layers are of arms, and of all that are the paper's. */
function layersProblems(
  protocol: readonly string[],
  claim: DeclaredArms,
  layers: Protocol['layers'] = {},
): string[] {
  const arms = Object.keys(claim.arms);
  const strange = Object.keys(layers).filter((arm) => !arms.includes(arm));
  const missing = armsOfPaper(claim).filter((arm) => !Object.hasOwn(layers, arm));
  return [
    ...strange.map(
      (arm) => `${fieldName([...protocol, 'layers', arm])} is of no arm; the arms are ${arms.join(', ')}`,
    ),
    ...missing.map((arm) => `${fieldName([...protocol, 'layers', arm])} is missing; ${layersHint}`),
  ];
}
