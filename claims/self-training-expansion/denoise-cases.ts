import fc from 'fast-check';
import { createRng, type Rng } from 'claimcheck';
import {
  type Classifier,
  disagreement,
  everyClassifier,
  expansionFactor,
  type FiniteSpace,
  inconsistency,
} from './finite-space.ts';
import { classShares, drawSpace } from './spaces.ts';

/** A space, a pseudolabeler and the constant c = min(1 / abar, cbar) of theorem 4.3. */
export interface DenoiseCase {
  readonly space: FiniteSpace;
  readonly pseudo: Classifier;
  /** Largest share of a class that is pseudolabelled wrongly, above 0 and below 1/3. */
  readonly wrongShare: number;
  /** Largest cbar of (abar, cbar)-expansion, above 3. */
  readonly expansion: number;
}

export interface Coefficients {
  /** Of the disagreement with the pseudolabels. */
  readonly disagreement: number;
  /** Of the inconsistency. */
  readonly inconsistency: number;
}

export const constantOf = ({ wrongShare, expansion }: DenoiseCase): number =>
  Math.min(1 / wrongShare, expansion);

export function coefficientsOf(c: number): Coefficients {
  return { disagreement: (c + 1) / (c - 1), inconsistency: (2 * c) / (c - 1) };
}

/** L(G) of theorem 4.3: weighted disagreement and inconsistency, less the error of the pseudolabels. */
export function objective({ space, pseudo }: DenoiseCase, given: Classifier, weights: Coefficients): number {
  return (
    weights.disagreement * disagreement(space, given, pseudo) +
    weights.inconsistency * inconsistency(space, given) -
    disagreement(space, pseudo, space.label)
  );
}

/** Largest Err(G) - L(G) over all classifiers G. */
export function worstExcess(value: DenoiseCase, weights: Coefficients): number {
  let worst = -Infinity;
  for (const given of everyClassifier(value.space)) {
    const excess = disagreement(value.space, given, value.space.label) - objective(value, given, weights);
    worst = Math.max(worst, excess);
  }
  return worst;
}

/** Largest error among the minimisers of L. */
export function worstMinimiser(value: DenoiseCase, weights: Coefficients): number {
  let [least, error] = [Infinity, NaN];
  for (const given of everyClassifier(value.space)) {
    const reached = objective(value, given, weights);
    if (reached > least + tie) continue;
    const own = disagreement(value.space, given, value.space.label);
    error = reached < least - tie ? own : Math.max(error, own);
    least = Math.min(least, reached);
  }
  return error;
}

/** Values of L that differ by less are equal but for rounding. */
const tie = 1e-12;

function flipped(rng: Rng, { classes, label }: FiniteSpace): number[] {
  const pseudo = [...label];
  for (let own = 0; own < classes; own++) {
    const members = label.flatMap((value, point) => (value === own ? [point] : []));
    const wrong = rng.integer(3);
    for (const at of rng.permutation(members.length).subarray(0, wrong)) {
      pseudo[members[at]!] = (own + 1 + rng.integer(classes - 1)) % classes;
    }
  }
  return pseudo;
}

const shapes = [
  [4, 4],
  [5, 5],
  [4, 6],
  [3, 3, 3],
];

interface Kind {
  /** Points of each class. */
  readonly sizes: readonly number[];
  /** Whether classes overlap, a quarter of one is wrong, and 1 / abar alone keeps c down. Default false. */
  readonly capped?: boolean;
  /** Probability that a neighbourhood holds a point of another class. */
  readonly across: number;
  /** Whether no other point's B holds a wrong point: only the wrong ones see that they are outvoted. */
  readonly oneWay: boolean;
}

/** A case that satisfies the assumptions, or undefined. */
function attempt(rng: Rng, { sizes, across, oneWay, capped = false }: Kind): DenoiseCase | undefined {
  const drawn = drawSpace(rng, { sizes, within: rng.uniform(0.2, 1), across });
  const pseudo = flipped(rng, drawn);
  const wrong = pseudo.reduce((set, own, at) => (own === drawn.label[at] ? set : set | (1 << at)), 0);
  const space = oneWay
    ? { ...drawn, reach: drawn.reach.map((own, at) => (own & ~wrong) | (1 << at)) }
    : drawn;
  const wrongShare = Math.max(...classShares(space, wrong));
  if (wrongShare === 0 || wrongShare >= 1 / 3) return undefined;
  if (capped && (wrongShare < 1 / 4 || inconsistency(space, space.label) === 0)) return undefined;
  const expansion = expansionFactor(space, wrongShare);
  if (capped && Number.isFinite(expansion)) return undefined;
  return expansion > 3 ? { space, pseudo, wrongShare, expansion } : undefined;
}

const casesOf = (kinds: fc.Arbitrary<Kind>): fc.Arbitrary<DenoiseCase> =>
  fc.tuple(fc.integer({ min: 0 }), kinds).map(([seed, kind]) => {
    const rng = createRng(String(seed), 'self-training-expansion/denoise');
    for (;;) {
      const found = attempt(rng, kind);
      if (found) return found;
    }
  });

/** Two classes of 4 to 6 points or three of 3, with neighbourhoods that do (rarely) and do not cross classes. */
export const denoiseCases = casesOf(
  fc.record({ sizes: fc.constantFrom(...shapes), across: fc.constantFrom(0, 0.03), oneWay: fc.boolean() }),
);

/** Those where c would be infinite but for its cap, 1 / abar. */
export const cappedCases = casesOf(
  fc.record({
    sizes: fc.constantFrom(...shapes),
    across: fc.constantFrom(0.03, 0.1),
    oneWay: fc.constant(false),
    capped: fc.constant(true),
  }),
);

/** Those where the weight of the inconsistency matters most. */
export const oneWayCases = casesOf(
  fc.record({ sizes: fc.constantFrom(...shapes), across: fc.constant(0), oneWay: fc.constant(true) }),
);
