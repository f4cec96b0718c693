import { arm, type ArmRunner, createRng, type Seed } from 'claimcheck';
import { perSeed } from 'claimcheck/train';

import type { Algorithm } from './dynamics.ts';
import { perceptron, usual } from './perceptron.ts';
import { replicaRun } from './replicas.ts';
import { langevin, loads, persistentSgd, schedule, sgd, type Size, temperatureOf } from './setting.ts';

/** One cell of a table of settings. */
export interface Cell {
  readonly algorithm: Algorithm;
  readonly load?: number;
}

/** Grids of one parameter each, from the least noise that is expected to the most. */
const grids = {
  learningRate: [0.0125, 0.025, 0.05].map((rate) => ({ algorithm: sgd(0.3, rate) })),
  batch: [0.6, 0.3, 0.15].map((batch) => ({ algorithm: sgd(batch) })),
  persistence: [0.25, 0.5, 1, 2].map((persistence) => ({ algorithm: persistentSgd(persistence) })),
  load: [4, 6, 10].map((load) => ({ algorithm: persistentSgd(1), load })),
} satisfies Record<string, Cell[]>;

export type Grid = keyof typeof grids;
const names = Object.keys(grids) as Grid[];

/** Temperature along every grid, at a share of the size, one data set per seed. A cell of two grids is run twice. */
export function temperatureGrids(by: (cell: Cell) => Cell = (cell) => cell, share = 1): ArmRunner<Size> {
  const runs = perSeed<Size>((seed, { dimensions }) => {
    const size = { dimensions: Math.round(share * dimensions) };
    let steps = 0;
    const rows = names.map((name) => {
      const temperatures = (grids[name] as readonly Cell[]).map((cell, index) => {
        const { algorithm, load } = by(cell);
        // Data are shared, batches are not: equal algorithms of one grid are runs of their own.
        const own = `${seed}/${name}/${index}`;
        const { late, run } = temperatureOf(seed, algorithm, size, load, schedule, own);
        steps += run.steps;
        return late;
      });
      return [name, temperatures] as const;
    });
    const at = rows.map(([name]) => [name, parameterOf(name)] as const);
    return { steps, series: Object.fromEntries(rows), values: {}, at: Object.fromEntries(at) };
  });
  const cells = names.map((name) => [name, (grids[name] as readonly Cell[]).map(by)] as const);
  const setting = { ...usual, load: loads.under, share, when: schedule, grids: Object.fromEntries(cells) };
  return arm(setting, runs);
}

function parameterOf(name: Grid): number[] {
  return (grids[name] as readonly Cell[]).map(({ algorithm, load }) =>
    name === 'load' ? load! : algorithm[name]!,
  );
}

/** The same learning rate and load with white noise of one temperature in place of batches. */
export const toLangevin = ({ algorithm, load }: Cell): Cell => ({
  algorithm: langevin(0.2, algorithm.learningRate),
  ...(load !== undefined && { load }),
});

const family = {
  sgd: [sgd(0.3, 0.0125), sgd(0.3, 0.025), sgd(0.6), sgd(0.3), sgd(0.15), sgd(0.1)],
  persistent: [0.25, 0.5, 1, 2]
    .map((persistence) => persistentSgd(persistence))
    .concat([persistentSgd(1, 0.6), persistentSgd(1, 0.15)]),
};
export const families = Object.keys(family) as (keyof typeof family)[];

/** `relabelled`: distances of the same settings in random order. */
export type Pairing = 'paired' | 'relabelled';

interface Table {
  readonly steps: number;
  readonly rows: readonly (readonly [family: string, temperatures: number[], distances: number[]])[];
}

/** Tables that were made, for the arm that shows them in another order. */
const made = new Map<string, Table>();

function tableOf(seed: Seed, size: Size): Table {
  const key = `${seed}/${size.dimensions}`;
  const table = made.get(key) ?? measureTable(seed, size);
  made.set(key, table);
  return table;
}

/** What the distances of a table are those of. */
const replicas = { load: loads.over, replicas: 3, time: 60 };

/** Late temperature at alpha = 6 and distance of three replicas at alpha = 1 of every setting, by family. */
function measureTable(seed: Seed, size: Size): Table {
  let steps = 0;
  const problem = perceptron(seed, { dimensions: size.dimensions, load: replicas.load });
  const rows = families.map((name) => {
    const temperatures = family[name].map((algorithm) => {
      const { late, run } = temperatureOf(seed, algorithm, size);
      steps += run.steps;
      return late;
    });
    const distances = family[name].map((algorithm) => {
      const run = replicaRun(seed, problem, { algorithm, ...replicas });
      steps += run.steps;
      return run.distance.at(-1)!;
    });
    return [name, temperatures, distances] as const;
  });
  return { steps, rows };
}

/** Temperature and distance by setting. */
export function noiseTable(pairing: Pairing): ArmRunner<Size> {
  const runs = perSeed<Size>((seed, size) => {
    const { steps, rows } = tableOf(seed, size);
    const distances = rows.flatMap(([, , own]) => own);
    const order = createRng(seed, 'relabel').permutation(distances.length);
    const shown = pairing === 'paired' ? distances : Array.from(order, (at) => distances[at]!);
    let from = 0;
    const series = rows.flatMap(([name, temperatures]) => [
      [`${name}/temperature`, temperatures] as const,
      [`${name}/distance`, shown.slice(from, (from += temperatures.length))] as const,
    ]);
    return { steps, series: Object.fromEntries(series), values: {} };
  });
  const temperatures = { load: loads.under, when: schedule };
  return arm({ ...usual, pairing, temperatures, distances: replicas, algorithms: family }, runs);
}

/** Logs of the ratios of neighbours on a grid. */
export function logSteps(values: ArrayLike<number>): number[] {
  return Array.from(values, Math.log).flatMap((value, at, all) => (at === 0 ? [] : [value - all[at - 1]!]));
}
