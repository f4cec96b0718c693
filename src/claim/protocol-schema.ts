import { tiers, type Tier } from '#core';
import { z } from 'zod';
import { text } from './claim-schema.ts';
import { withHint } from './describe-issues.ts';
import { isProtocol, protocolOf, type Protocols, trainedFidelities } from './protocol.ts';

const protocolHint = 'give { fidelity, differences }, or such by tier';
const differencesHint = "list what differs from the paper, as in ['textures in place of ImageNet']";

const protocol = z.strictObject(
  {
    fidelity: z.enum(
      trainedFidelities,
      withHint(`use ${trainedFidelities.slice(0, -1).join(', ')} or ${trainedFidelities.at(-1)!}`),
    ),
    generated: z
      .literal(true, withHint('leave it out where the data of the paper are not generated'))
      .optional(),
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

/**
 * A fidelity is not taken at its word: the paper's kind of data are data sets that the tier reads, or generated where the
 * paper's are; what differs is listed, and nothing is where the protocol is the paper's.
 */
export function protocolProblems(
  stated: Protocols | undefined,
  sizes: Readonly<Partial<Record<Tier, { readonly data?: readonly string[] | undefined } | undefined>>>,
): string[] {
  if (stated === undefined) return [];
  return tiers.flatMap((tier) => {
    const size = sizes[tier];
    const field = isProtocol(stated) ? 'protocol' : `protocol.${tier}`;
    const own = protocolOf(stated, tier);
    if (!own) return [];
    if (!size)
      return isProtocol(stated) ? [] : [`${field} is of a tier that the claim has not; leave it out`];
    const { fidelity, generated, differences } = own;
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
    ];
  });
}
