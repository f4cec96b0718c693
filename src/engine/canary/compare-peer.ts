import { createRng, type NdArray, type NdRecord } from '#core';
import type { ChunkResult } from '../types.ts';
import { type Given, mapped } from './cut-records.ts';
import { type Difference, largestDifference, moveSize, roundingOf } from './difference.ts';
import type { StepOutline } from './outline-step.ts';
import type { Peer } from './peers.ts';

/** The output that is furthest off, and how many were compared. */
export interface Found extends Difference {
  readonly outputs: number;
  /** `state 'w'` or `metric 'loss'`. */
  readonly output: string;
  /** Where in the step it is made. */
  readonly site: string;
  readonly given: number;
  readonly wanted: number;
}

/** Largest relative error of a product: half of float32's last bit. */
const unit = 2 ** -24;

/**
 * Every output of a program beside a peer's. Arguments are moved by rounding, at most `draws` times, while a difference is not
 * explained.
 */
export async function comparePeer(
  peer: Peer,
  outline: StepOutline,
  given: Given,
  actual: ChunkResult,
  draws: number,
): Promise<Found> {
  const wanted = await peer.run(given);
  const rounding = roundingOf(given.steps * outline.cost.roundings, unit);
  const moved: MovedResult[] = [];
  for (;;) {
    const found = furthest(outline, { given, rounding, actual: peer.partOf(actual), wanted, moved });
    if (found.share <= 1 || moved.length === draws) return found;
    const by = moveSize(moved.length, rounding);
    moved.push({ result: await peer.run(movedBy(given, by, moved.length)), by });
  }
}

interface MovedResult {
  readonly result: ChunkResult;
  readonly by: number;
}

interface Results {
  readonly given: Given;
  readonly rounding: number;
  readonly actual: ChunkResult;
  readonly wanted: ChunkResult;
  readonly moved: readonly MovedResult[];
}

function furthest({ graph }: StepOutline, { given, rounding, actual, wanted, moved }: Results): Found {
  const bounds = { rounding, steps: given.steps };
  const found = (['state', 'metrics'] as const).flatMap((group) =>
    Object.entries(wanted[group]).map(([name, { values }]): Omit<Found, 'outputs'> => {
      const own = actual[group][name]!.values;
      if (own.length !== values.length) throw new RangeError(`'${name}' has another size`);
      const others = moved.map(({ result, by }) => ({ values: result[group][name]!.values, by }));
      const before = group === 'state' ? given.state[name]!.values : undefined;
      const worst = largestDifference({ given: own, wanted: values, moved: others, before }, bounds);
      return {
        ...worst,
        output: `${group === 'state' ? 'state' : 'metric'} '${name}'`,
        site: graph.nodes[graph[group][name]!]!.site(),
        given: own[worst.index]!,
        wanted: values[worst.index]!,
      };
    }),
  );
  const worst = found.toSorted((a, b) => b.share - a.share)[0];
  return worst ? { ...worst, outputs: found.length } : nothing;
}

/** Of a step without state and metrics. */
const nothing: Found = {
  outputs: 0,
  index: 0,
  distance: 0,
  share: 0,
  output: '',
  site: '',
  given: 0,
  wanted: 0,
};

/** The same arguments with fractions moved by up to `by` of their size; whole numbers may be labels or counts. */
function movedBy({ state, inputs, data, steps }: Given, by: number, draw: number): Given {
  const rng = createRng('canary', String(draw));
  const move = (array: NdArray): NdArray => {
    if (array.dtype !== 'float32') return array;
    const values = (array.values as Float32Array).map((value) =>
      Number.isInteger(value) ? value : value * (1 + by * (2 * rng.uniform() - 1)),
    );
    return { ...array, values };
  };
  const all = (record: NdRecord): NdRecord => mapped(record, move);
  return { state: all(state), inputs: all(inputs), data: all(data), steps };
}
