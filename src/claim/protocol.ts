import type { Tier } from '#core';

/**
 * How near what is trained is to the paper's. `exact`: its architecture, data and measure; `scaled`: the same kind of
 * model and its kind of data, smaller; `proxy`: data or a model that stand in for the paper's.
 */
export const trainedFidelities = ['exact', 'scaled', 'proxy'] as const;

/** What evidence says of the protocol; `theorem`: nothing is trained, cases are generated. */
export const fidelities = [...trainedFidelities, 'theorem'] as const;

export type Fidelity = (typeof fidelities)[number];

/** How near a tier's protocol is to the paper's, and wherein it differs. */
export interface Protocol {
  readonly fidelity: Exclude<Fidelity, 'theorem'>;
  /** The paper's own data are generated, and so are these, in the same way. */
  readonly generated?: true;
  /** Each a phrase: what is trained here, in place of what, as in `textures in place of ImageNet`. */
  readonly differences: readonly string[];
}

/** One protocol for all tiers, or those of some. */
export type Protocols = Protocol | Readonly<Partial<Record<Tier, Protocol>>>;

/** Whether it is one for all tiers. */
export function isProtocol(value: unknown): value is Protocol {
  return typeof value === 'object' && value !== null && 'fidelity' in value;
}

/** The protocol of a tier, where the claim states one. */
export function protocolOf(stated: Protocols | undefined, tier: Tier): Protocol | undefined {
  return isProtocol(stated) ? stated : stated?.[tier];
}
