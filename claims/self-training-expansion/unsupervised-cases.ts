import fc from 'fast-check';
import { createRng, type Rng } from 'claimcheck';
import {
  type Classifier,
  classSet,
  errorUpToNames,
  everyClassifier,
  expansionFactor,
  type FiniteSpace,
  inconsistency,
  massOf,
  minority,
} from './finite-space.ts';
import { drawSpace } from './spaces.ts';

/** A space with (1/2, c)-expansion, c > 1, whose smallest class outweighs max(2/(c-1), 2) mu. */
export interface UnsupervisedCase {
  readonly space: FiniteSpace;
  readonly expansion: number;
}

/** How often the smallest class of a classifier must hold its inconsistency: max(2/(c-1), 2). */
export const sizeFactor = (c: number): number => Math.max(2 / (c - 1), 2);

/** Bound of the error over mu: max(c/(c-1), 2). */
export const boundFactor = (c: number): number => Math.max(1 / (1 - 1 / c), 2);

function smallestClass(space: FiniteSpace, given: Classifier): number {
  const sizes = Array.from({ length: space.classes }, (_, own) =>
    massOf(space, classSet({ label: Array.from(given) }, own)),
  );
  return Math.min(...sizes);
}

/** Largest error up to names among the classifiers of least inconsistency that `allows` does not exclude. */
export function worstMostConsistent(
  space: FiniteSpace,
  allows: (smallest: number, inconsistent: number) => boolean,
): number {
  let [least, error] = [Infinity, NaN];
  for (const given of everyClassifier(space)) {
    const own = inconsistency(space, given);
    if (own > least + tie || !allows(smallestClass(space, given), own)) continue;
    const wrong = errorUpToNames(space, given);
    error = own < least - tie ? wrong : Math.max(error, wrong);
    least = Math.min(least, own);
  }
  return error;
}

/** Largest minority of a classifier, less `factor` times its inconsistency, over all classifiers. */
export function worstMinority(space: FiniteSpace, factor: number): number {
  let worst = -Infinity;
  for (const given of everyClassifier(space)) {
    worst = Math.max(worst, minority(space, given) - factor * inconsistency(space, given));
  }
  return worst;
}

/** Sums of the same probabilities in another order differ by less. */
const tie = 1e-12;

const shapes = [
  [3, 3],
  [4, 4],
  [5, 4],
  [2, 3, 2],
];

interface Kind {
  /** Points of each class. */
  readonly sizes: readonly number[];
  /** Whether some neighbourhood holds a point of another class: mu > 0. */
  readonly crossing: boolean;
  /** Whether some set of half a class does not reach all of it: c is finite. */
  readonly finite: boolean;
  /** Whether c is below 2, where the bound is c/(c-1). Default: or not. */
  readonly slow?: boolean;
}

/** No other point's B holds `hidden`: alone in a class, it would be inconsistent only with itself. */
function hiding(space: FiniteSpace, hidden: number): FiniteSpace {
  return {
    ...space,
    reach: space.reach.map((own, at) => (at === hidden ? own : own & ~(1 << hidden))),
  };
}

function attempt(rng: Rng, { sizes, crossing, finite, slow = false }: Kind): UnsupervisedCase | undefined {
  const drawn = drawSpace(rng, { sizes, within: rng.uniform(0.2, 1), across: 0 });
  const points = drawn.label.length;
  const hidden = hiding(drawn, rng.integer(points));
  const from = rng.integer(points);
  const to = rng.integer(points);
  const reach = hidden.reach.map((own, at) => (crossing && at === from ? own | (1 << to) : own));
  const space = { ...hidden, reach };
  const mu = inconsistency(space, space.label);
  const expansion = expansionFactor(space, 0.5);
  const possible =
    expansion > 1 &&
    !(slow && expansion >= 2) &&
    crossing === mu > 0 &&
    finite === Number.isFinite(expansion);
  return possible && smallestClass(space, space.label) > sizeFactor(expansion) * mu
    ? { space, expansion }
    : undefined;
}

const casesOf = (kinds: fc.Arbitrary<Kind>): fc.Arbitrary<UnsupervisedCase> =>
  fc.tuple(fc.integer({ min: 0 }), kinds).map(([seed, kind]) => {
    const rng = createRng(String(seed), 'self-training-expansion/unsupervised');
    for (;;) {
      const found = attempt(rng, kind);
      if (found) return found;
    }
  });

const sizes = fc.constantFrom(...shapes);

/** Two classes of 3 to 5 points or three of 2 and 3; mu > 0 in half of the cases, and c finite in half of them. */
export const unsupervisedCases = casesOf(fc.record({ sizes, crossing: fc.boolean(), finite: fc.boolean() }));

/** Those with classes that expand slowly, c < 2. */
export const slowCases = casesOf(
  fc.record({
    sizes,
    ...{ crossing: fc.constant(false), finite: fc.constant(true), slow: fc.constant(true) },
  }),
);
