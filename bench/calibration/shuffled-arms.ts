import { createRng } from '#core';
import { redecide } from './redecide.ts';
import { pooledRows, type StoredClaim } from './stored-claim.ts';

/** Verdicts over measures whose arms were handed out at random. */
export interface ShuffledArms {
  readonly draws: number;
  readonly supported: number;
  /** Of the draws, those at which the panels held and only the controls spoke against. */
  readonly held: number;
}

/** Decides a claim many times with each seed's arms in an order of its own, drawn anew: whatever holds then is chance. */
export function shuffledArms(stored: StoredClaim, draws: number): ShuffledArms {
  const { claim } = stored;
  const arms = Object.keys(claim.arms);
  const rows = pooledRows(stored);
  const rng = createRng(claim.id, 'shuffled arms');
  const decided = Array.from({ length: draws }, () =>
    redecide(
      claim,
      rows.map((row) => {
        const order = rng.permutation(arms.length);
        return Object.fromEntries(arms.map((arm, place) => [arm, row[arms[order[place]!]!]!]));
      }),
    ),
  );
  const supported = decided.filter(({ verdict }) => verdict === 'supported').length;
  return { draws, supported, held: decided.filter(({ holds }) => holds).length - supported };
}
