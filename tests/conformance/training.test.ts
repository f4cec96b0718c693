import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type NdArray, type NdRecord, sizeOf, specsOf } from '#core';
import { type ChunkResult, compile, type EngineName } from '#engine';
import { type Model, models, type Optimizer, optimizers, runOf, trainingStep } from './models.ts';
import { firstFar, specsOfSteps } from './run-trial.ts';
import { testedEngine } from './tested-engine.ts';

type Run = ReturnType<typeof runOf>;

/**
 * Training amplifies differences from step to step. Measured over 4 steps, with up to 4 replicas: state and metrics of
 * the engines, or of a run and its replica alone, differed by less than 16 epsilon in 960 random runs.
 */
const tolerance = { relative: 64, floor: 64 };
const scale = { terms: 1, magnitude: 1 };

async function train(model: Model, optimizer: Optimizer, run: Run, engine: EngineName): Promise<ChunkResult> {
  const specs = { state: specsOf(run.state), input: specsOfSteps(run.inputs), data: specsOf(run.data) };
  const program = await compile(trainingStep(model, optimizer), specs, { engine, threads: 1 });
  try {
    return await program.run(run.state, run.inputs, run.data, run.inputs['stepIndex']!.shape[0]!);
  } finally {
    await program.dispose();
  }
}

function far(actual: NdRecord, expected: NdRecord): string[] {
  expect(Object.keys(actual).toSorted()).toEqual(Object.keys(expected).toSorted());
  return Object.keys(expected).flatMap(
    (name) => firstFar(name, actual[name]!, expected[name]!, tolerance, scale) ?? [],
  );
}

/** Index `at` of the axis that replicas have in an array: the first of state, the second of stacked steps. */
function replicaOf(array: NdArray, axis: 0 | 1, at: number): NdArray {
  const before = sizeOf(array.shape.slice(0, axis));
  const after = sizeOf(array.shape.slice(axis + 1));
  const extent = array.shape[axis]!;
  const values = allocate(array.dtype, before * after);
  for (let outer = 0; outer < before; outer++) {
    const from = (outer * extent + at) * after;
    values.set(array.values.subarray(from, from + after), outer * after);
  }
  return { dtype: array.dtype, shape: array.shape.with(axis, 1), values };
}

function mapped(record: NdRecord, map: (array: NdArray, name: string) => NdArray): NdRecord {
  return Object.fromEntries(Object.entries(record).map(([name, array]) => [name, map(array, name)]));
}

const combinations = Object.entries(models).flatMap(([model, network]) =>
  Object.entries(optimizers).map(
    ([optimizer, update]) => [`${model}, ${optimizer}`, network, update] as [string, Model, Optimizer],
  ),
);

describe.each(combinations)('training the %s', (_, model, optimizer) => {
  it('goes the way of the reference for 4 steps', async () => {
    const run = runOf(model, optimizer, ['a', 'b'], 4);
    const expected = await train(model, optimizer, run, 'reference');
    const actual = await train(model, optimizer, run, testedEngine);
    expect(
      far(
        { ...actual.state, ...prefixed(actual.metrics) },
        { ...expected.state, ...prefixed(expected.metrics) },
      ),
    ).toEqual([]);
  });

  it('never lets one replica reach into another', async () => {
    const choice = fc.record({ replicas: fc.integer({ min: 1, max: 4 }), seed: fc.nat({ max: 999 }) });
    await fc.assert(
      fc.asyncProperty(choice, async ({ replicas, seed }) => {
        const seeds = Array.from({ length: replicas }, (_, replica) => `${seed}/${replica}`);
        const run = runOf(model, optimizer, seeds, 3);
        const whole = await train(model, optimizer, run, testedEngine);
        const at = seed % replicas;
        const single = await train(model, optimizer, onlyReplica(run, at, model.own), testedEngine);
        const expected = mapped(whole.state, (array) => replicaOf(array, 0, at));
        const metrics = mapped(whole.metrics, (array) => replicaOf(array, 1, at));
        expect(
          far({ ...single.state, ...prefixed(single.metrics) }, { ...expected, ...prefixed(metrics) }),
        ).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });
});

function onlyReplica(run: Run, at: number, own: boolean): Run {
  return {
    state: mapped(run.state, (array) => replicaOf(array, 0, at)),
    inputs: mapped(run.inputs, (array, name) => (name === 'stepIndex' ? array : replicaOf(array, 1, at))),
    data: own ? mapped(run.data, (array) => replicaOf(array, 0, at)) : run.data,
  };
}

function prefixed(metrics: NdRecord): NdRecord {
  return Object.fromEntries(Object.entries(metrics).map(([name, array]) => [`metric ${name}`, array]));
}
