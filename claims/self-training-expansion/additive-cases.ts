import fc from 'fast-check';
import { createRng, type Rng } from 'claimcheck';
import {
  type Classifier,
  disagreement,
  everyClassifier,
  type FiniteSpace,
  inconsistency,
  inconsistentAt,
  massOf,
  neighbourhoods,
} from './finite-space.ts';
import { drawSpace } from './spaces.ts';

/** A pseudolabeler whose mistakes expand additively: by more than alpha, where they outweigh q. */
export interface AdditiveCase {
  readonly space: FiniteSpace;
  readonly pseudo: Classifier;
  readonly q: number;
  readonly alpha: number;
}

const wrongSet = ({ label }: FiniteSpace, pseudo: Classifier): number =>
  label.reduce((set, own, point) => (pseudo[point] === own ? set : set | (1 << point)), 0);

/** Least P(N(V) \ M) - P(V), neighbours of the same class alone, of the V within the mistakes M that outweigh q. */
function growth(space: FiniteSpace, wrong: number, q: number): number {
  const { label } = space;
  const own = neighbourhoods(space).map((around, point) =>
    label.reduce((set, other, at) => (other === label[point] ? set : set & ~(1 << at)), around),
  );
  let least = Infinity;
  for (let set = wrong; set > 0; set = (set - 1) & wrong) {
    if (massOf(space, set) <= q) continue;
    let reached = 0;
    for (let point = 0; point < own.length; point++) if ((set >> point) & 1) reached |= own[point]!;
    least = Math.min(least, massOf(space, reached & ~wrong) - massOf(space, set));
  }
  return least;
}

/** What the theorem allows of a classifier, and what it says of its error. */
export interface Terms {
  /** Room for differing from the pseudolabels or being inconsistent, above the error of the pseudolabels. */
  readonly room: number;
  /** How often q counts in the bound, and how often the inconsistency does. */
  readonly counts: readonly [q: number, inconsistency: number];
}

export const termsOf = ({ alpha }: AdditiveCase): Terms => ({ room: alpha, counts: [2, 2] });

/** Largest error above its bound, of all classifiers that the theorem is about; -Infinity where there is none. */
export function worstAbove({ space, pseudo, q }: AdditiveCase, { room, counts }: Terms): number {
  const error = disagreement(space, pseudo, space.label);
  let worst = -Infinity;
  for (const given of everyClassifier(space)) {
    const apart = space.mass.reduce(
      (sum, mass, at) => (given[at] !== pseudo[at] || inconsistentAt(space, given, at) ? sum + mass : sum),
      0,
    );
    if (apart > error + room) continue;
    const bound =
      counts[0] * q + counts[1] * inconsistency(space, given) + disagreement(space, given, pseudo) - error;
    worst = Math.max(worst, disagreement(space, given, space.label) - bound);
  }
  return worst;
}

const shapes = [
  [3, 3],
  [4, 3],
  [4, 4],
  [2, 3, 2],
];

/** A case with alpha > 0 and a classifier that the theorem is about, or undefined. */
function attempt(rng: Rng, sizes: readonly number[], most: number): AdditiveCase | undefined {
  const space = drawSpace(rng, { sizes, within: rng.uniform(0.2, 1), across: 0.05 });
  const pseudo = space.label.map((own) =>
    rng.uniform() < 0.3 ? (own + 1 + rng.integer(space.classes - 1)) % space.classes : own,
  );
  const wrong = wrongSet(space, pseudo);
  const q = rng.uniform(0, most);
  if (massOf(space, wrong) <= q) return undefined;
  const grown = growth(space, wrong, q);
  // The theorem asks for more than alpha.
  const value = { space, pseudo, q, alpha: 0.999 * grown };
  return grown > 0 && Number.isFinite(worstAbove(value, termsOf(value))) ? value : undefined;
}

const casesOf = (most: number): fc.Arbitrary<AdditiveCase> =>
  fc.record({ seed: fc.integer({ min: 0 }), sizes: fc.constantFrom(...shapes) }).map(({ seed, sizes }) => {
    const rng = createRng(String(seed), 'self-training-expansion/additive');
    for (;;) {
      const found = attempt(rng, sizes, most);
      if (found) return found;
    }
  });

/** Two classes of 3 or 4 points or three of 2 and 3, neighbourhoods that rarely cross; q below 0.3 and the mistakes. */
export const additiveCases = casesOf(0.3);

/** Those where q leaves little room in the bound. */
export const smallQCases = casesOf(0.03);
