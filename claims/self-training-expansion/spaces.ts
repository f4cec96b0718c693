import type { Rng } from 'claimcheck';
import { classSet, type FiniteSpace, massOf } from './finite-space.ts';

export interface SpaceOptions {
  /** Number of points of each class. */
  readonly sizes: readonly number[];
  /** Probability that a point's B holds another one of its class; B is not symmetric. */
  readonly within: number;
  /** Probability that it holds one of another class. */
  readonly across: number;
}

/** Points with Dirichlet(2) probabilities and random neighbourhoods. */
export function drawSpace(rng: Rng, { sizes, within, across }: SpaceOptions): FiniteSpace {
  const label = sizes.flatMap((size, own) => Array<number>(size).fill(own));
  const weight = label.map(() => -Math.log((1 - rng.uniform()) * (1 - rng.uniform())));
  const total = weight.reduce((sum, value) => sum + value, 0);
  const reach = label.map((own, x) =>
    label.reduce((set, other, to) => {
      const chance = own === other ? within : across;
      return to === x || rng.uniform() < chance ? set | (1 << to) : set;
    }, 0),
  );
  return { classes: sizes.length, label, mass: weight.map((value) => value / total), reach };
}

/** The same points, each with itself as its only neighbour: nothing expands. */
export function islands(space: FiniteSpace): FiniteSpace {
  return { ...space, reach: space.reach.map((_, point) => 1 << point) };
}

/** P_i of a set for each class i. */
export function classShares(space: FiniteSpace, set: number): number[] {
  return Array.from({ length: space.classes }, (_, i) => {
    const whole = classSet(space, i);
    return massOf(space, set & whole) / massOf(space, whole);
  });
}
