import type { SeedMeasures } from './panels.ts';

/** A measure of an arm that some panel read, and its number for now. */
export interface Cell {
  readonly arm: string;
  readonly name: string;
  /** Whether no example has the measure below 0: an error, a count or a norm is nothing else. */
  readonly isNeverNegative: boolean;
  value: number;
}

/** More names than any measure has: a panel that asks for so many goes on until one is missing. */
const mostNames = 2000;

/**
 * Measures of one seed that no training gave. Which there are is learnt from what the panels read: an arm answers every
 * name, with a number drawn when the name is first asked for.
 */
export class ImaginedMeasures {
  /** What a panel is given; it sees every number that is set later. */
  readonly arms: SeedMeasures;
  readonly cells: Cell[] = [];
  /** Whether a panel asked which measures there are, which nobody knows who has seen none. */
  wereListed = false;

  /**
   * @param names of the arms
   * @param examples measures of seeds: where there are any, their names are all that there are, and keep their sign
   * @param draw a number for a measure that was not read before
   */
  constructor(names: readonly string[], examples: readonly SeedMeasures[], draw: () => number) {
    const negative = namesBelowZero(examples);
    const isNeverNegative = (name: string): boolean => examples.length > 0 && !negative.has(name);
    this.arms = Object.fromEntries(
      names.map((arm) => [arm, this.#arm(arm, examples[0]?.[arm], { draw, isNeverNegative })]),
    );
  }

  /** The numbers for now, in the order of the cells. */
  values(): number[] {
    return this.cells.map(({ value }) => value);
  }

  /** Sets the first cells to these numbers, to their sizes where a measure is never negative. */
  set(values: readonly number[]): void {
    values.forEach((value, index) => put(this.cells[index]!, value));
  }

  #arm(
    arm: string,
    example: Readonly<Record<string, number>> | undefined,
    { draw, isNeverNegative }: { draw: () => number; isNeverNegative: (name: string) => boolean },
  ): Readonly<Record<string, number>> {
    const known = new Map<string, Cell>();
    const cellOf = (name: string, value = draw()): Cell => {
      const old = known.get(name);
      if (old) return old;
      if (known.size >= mostNames) throw new RangeError('a panel reads measures without end');
      const cell: Cell = { arm, name, isNeverNegative: isNeverNegative(name), value: 0 };
      put(cell, value);
      known.set(name, cell);
      this.cells.push(cell);
      return cell;
    };
    for (const [name, value] of Object.entries(example ?? {})) cellOf(name, value);
    const isMeasure = (name: string | symbol): name is string =>
      typeof name === 'string' && (example === undefined || known.has(name));
    return new Proxy<Record<string, number>>(
      {},
      {
        get: (_, name) => (isMeasure(name) ? cellOf(name).value : undefined),
        has: (_, name) => isMeasure(name),
        ownKeys: () => {
          this.wereListed = true;
          return [...known.keys()];
        },
        getOwnPropertyDescriptor: (_, name) =>
          isMeasure(name)
            ? { value: cellOf(name).value, enumerable: true, configurable: true, writable: true }
            : undefined,
      },
    );
  }
}

/** Gives a cell a number, or its size where the measure is never negative. */
export function put(cell: Cell, value: number): void {
  cell.value = cell.isNeverNegative ? Math.abs(value) : value;
}

function namesBelowZero(examples: readonly SeedMeasures[]): Set<string> {
  const measures = examples.flatMap((example) => Object.values(example)).flatMap(Object.entries<number>);
  return new Set(measures.filter(([, value]) => value < 0).map(([name]) => name));
}
