import type { SeedMeasures } from '../../src/claim/panels.ts';
import type { StoredBase, StoredClaim } from './stored-claim.ts';

/** Which arm's runs stand in the place of an arm, and which draw of them: draw 0 is its own seeds, every other one others. */
interface Source {
  readonly arm: string;
  readonly draw: number;
}

/** Of every arm that does not stand for itself on its own seeds: what does. */
export type Arrangement = Readonly<Record<string, Source>>;

/** Whether there are as many draws as an arrangement takes, so that no seed meets itself. */
export function hasDraws({ bases }: Pick<StoredClaim, 'bases'>, draws: number): boolean {
  return draws <= bases.length * leastSeeds(bases);
}

const leastSeeds = (bases: readonly StoredBase[]): number =>
  Math.min(...bases.map(({ rows }) => rows.length));

/**
 * The seeds of an arrangement that begins at a base. Draw d is of the base d places further on, in a circle; where there are
 * more draws than bases, of the same bases again with every seed moved on by one.
 * @param first index of the base that draw 0 is of
 */
export function arrangedRows(
  { claim, bases }: StoredClaim,
  arrangement: Arrangement,
  first: number,
): SeedMeasures[] {
  const seeds = leastSeeds(bases);
  const measuresOf = ({ arm, draw }: Source, seed: number) => {
    const { rows } = bases[(first + draw) % bases.length]!;
    return rows[(seed + Math.floor(draw / bases.length)) % seeds]![arm]!;
  };
  return Array.from({ length: seeds }, (_, seed) =>
    Object.fromEntries(
      Object.keys(claim.arms).map((arm) => [arm, measuresOf(arrangement[arm] ?? { arm, draw: 0 }, seed)]),
    ),
  );
}
