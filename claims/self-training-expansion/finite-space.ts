/** A distribution on at most 30 points, with the neighbourhoods that the theorems are about. Sets are bit masks. */
export interface FiniteSpace {
  readonly classes: number;
  /** True class of each point, 0 to classes - 1. */
  readonly label: readonly number[];
  /** Probability of each point; they sum to 1. */
  readonly mass: readonly number[];
  /** B(x) of each point: what its augmentations reach, itself included. Need not be symmetric. */
  readonly reach: readonly number[];
}

/** A classifier: the class that it gives each point. */
export type Classifier = ArrayLike<number>;

/** Probability of a set. */
export function massOf({ mass }: Pick<FiniteSpace, 'mass'>, set: number): number {
  let sum = 0;
  for (let point = 0; point < mass.length; point++) if ((set >> point) & 1) sum += mass[point]!;
  return sum;
}

/** The points of one class. */
export function classSet({ label }: Pick<FiniteSpace, 'label'>, wanted: number): number {
  return label.reduce((set, own, point) => (own === wanted ? set | (1 << point) : set), 0);
}

/** N(x) of each point: the points whose B meets B(x). */
export function neighbourhoods({ reach }: Pick<FiniteSpace, 'reach'>): number[] {
  return reach.map((own) =>
    reach.reduce((set, other, point) => ((own & other) !== 0 ? set | (1 << point) : set), 0),
  );
}

/**
 * The largest c of (most, c)-expansion: P_i(N(V)) >= min(c P_i(V), 1) for every class i and every V of its points with
 * 0 < P_i(V) <= most; infinite where every such V reaches its whole class. Points of V outside of the class would only
 * enlarge N(V).
 */
export function expansionFactor(space: FiniteSpace, most: number): number {
  const around = neighbourhoods(space);
  let least = Infinity;
  for (let i = 0; i < space.classes; i++) {
    const whole = classSet(space, i);
    const total = massOf(space, whole);
    // All non-empty subsets of `whole`, from the largest mask down.
    for (let set = whole; set > 0; set = (set - 1) & whole) {
      const own = massOf(space, set) / total;
      if (own > most + rounding) continue;
      let reached = 0;
      for (let point = 0; point < around.length; point++) if ((set >> point) & 1) reached |= around[point]!;
      if ((reached & whole) !== whole) least = Math.min(least, massOf(space, reached & whole) / total / own);
    }
  }
  return least;
}

/** Sums of the same probabilities in another order differ by this much at most. */
const rounding = 1e-12;

/** Whether B of a point holds one that G puts into another class. */
export function inconsistentAt(
  { reach }: Pick<FiniteSpace, 'reach'>,
  given: Classifier,
  point: number,
): boolean {
  for (let other = 0; other < reach.length; other++) {
    if ((reach[point]! >> other) & 1 && given[other] !== given[point]) return true;
  }
  return false;
}

/** R_B(G): probability of the points whose neighbourhood B holds one that G puts into another class. */
export function inconsistency(space: FiniteSpace, given: Classifier): number {
  let sum = 0;
  for (let point = 0; point < space.mass.length; point++) {
    if (inconsistentAt(space, given, point)) sum += space.mass[point]!;
  }
  return sum;
}

/** Probability of the points on which two classifiers differ. */
export function disagreement({ mass }: FiniteSpace, one: Classifier, other: Classifier): number {
  let sum = 0;
  for (let point = 0; point < mass.length; point++) if (one[point] !== other[point]) sum += mass[point]!;
  return sum;
}

/** Probability of the points to which a classifier does not give the label that is most frequent in their class. */
export function minority({ classes, label, mass }: FiniteSpace, given: Classifier): number {
  const shares = Array.from({ length: classes }, () => new Float64Array(classes));
  label.forEach((own, point) => (shares[own]![given[point]!]! += mass[point]!));
  return shares.reduce((sum, own) => sum + own.reduce((all, one) => all + one) - Math.max(...own), 0);
}

/** Every map from points to classes, in one array that is written over. */
export function* everyClassifier({ classes, mass }: FiniteSpace): Generator<Uint8Array> {
  const given = new Uint8Array(mass.length);
  for (;;) {
    yield given;
    let at = 0;
    while (at < given.length && given[at] === classes - 1) given[at++] = 0;
    if (at === given.length) return;
    given[at]!++;
  }
}

/** Err_unsup(G): the least error over all renamings of the classes. */
export function errorUpToNames(space: FiniteSpace, given: Classifier): number {
  return Math.min(
    ...permutations(space.classes).map((names) =>
      disagreement(
        space,
        Array.from(given, (own) => names[own]!),
        space.label,
      ),
    ),
  );
}

function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((rest) =>
    Array.from({ length: count }, (_, at) => [...rest.slice(0, at), count - 1, ...rest.slice(at)]),
  );
}
