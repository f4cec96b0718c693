import { describe, expect, it, vi } from 'vitest';
import { rows, type NdRecord, type RunContext, type SpecRecord, specsOf } from '#core';
import type { Step, StepSpecs } from '#engine';
import { cases } from '../../../../bench/cases/index.ts';
import needsBoth from '../../../../claims/periodic-bn-wd/needs-both.claim.ts';
import stable from '../../../../claims/group-norm/stable.claim.ts';
import batchnorm from '../../../../claims/trajectory-regularity/batchnorm.claim.ts';
import { splitIntoReplicas } from '../../../../src/engine/passes/split-replicas.ts';
import { optimize } from '../../../../src/engine/passes/optimize.ts';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { traceStep } from '../../../../src/engine/trace/trace.ts';
import { models, optimizers, runOf, trainingStep } from '../../../conformance/models.ts';
import { expectBlocks } from './blocks.ts';

/** A step and what it is compiled for. */
interface Compiled {
  readonly step: Step;
  readonly specs: StepSpecs;
}

const compiled: Compiled[] = [];
class Enough extends Error {}

// Claims hand their steps to the engine and to nobody else.
vi.mock('../../../../src/engine/select.ts', async (original) => ({
  ...(await original<object>()),
  compile: (step: Step, specs: StepSpecs) => {
    compiled.push({ step, specs });
    throw new Enough();
  },
}));

type StepOf = (replicas: number) => Compiled | Promise<Compiled>;

const seedsOf = (replicas: number): string[] =>
  Array.from({ length: replicas }, (_, index) => `seed${index}`);

/** Specs of one step's inputs, of which `record` holds several. */
function oneStep(record: NdRecord): SpecRecord {
  const first = Object.entries(record).map(([name, array]) => {
    const { dtype, shape } = rows(array, 0, 1);
    return [name, { dtype, shape: shape.slice(1) }] as const;
  });
  return { stepIndex: { dtype: 'float32', shape: [] }, ...Object.fromEntries(first) };
}

const ofBench = cases.map(({ name, training }): [string, StepOf] => [
  `bench ${name}`,
  (replicas) => {
    const { step, state, data, inputs } = training(seedsOf(replicas));
    return { step, specs: { state: specsOf(state), input: oneStep(inputs), data: specsOf(data) } };
  },
]);

const ofModels = Object.entries(models).flatMap(([model, network]) =>
  Object.entries(optimizers).map(([optimizer, update]): [string, StepOf] => [
    `${model}, ${optimizer}`,
    (replicas) => {
      const { state, inputs, data } = runOf(network, update, seedsOf(replicas), 1);
      const specs = { state: specsOf(state), input: oneStep(inputs), data: specsOf(data) };
      return { step: trainingStep(network, update), specs };
    },
  ]),
);

const ofClaims = [stable, needsBoth, batchnorm].flatMap((claim) =>
  Object.entries(claim.arms).map(([arm, train]): [string, StepOf] => [
    `claim ${claim.id}, ${arm}`,
    async (replicas) => {
      const run: RunContext = { seeds: seedsOf(replicas), engine: 'reference', threads: 1 };
      await expect(
        (train as (...given: unknown[]) => Promise<unknown>)(run, claim.tiers.smoke),
      ).rejects.toThrow(Enough);
      return compiled.pop()!;
    },
  ]),
);

/** The nodes that outputs need, in order, without where they come from. */
function live({ nodes, state, metrics }: Graph): unknown {
  const needed = new Set([...Object.values(state), ...Object.values(metrics)]);
  for (const node of nodes.toReversed()) if (needed.has(node.id)) node.inputs.forEach((id) => needed.add(id));
  const kept = nodes.filter(({ id }) => needed.has(id));
  const places = new Map(kept.map(({ id }, place) => [id, place]));
  const named = (ids: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, places.get(id)]));
  return {
    nodes: kept.map(({ kernel, inputs, attrs, shape, dtype }) => {
      return { kernel, inputs: inputs.map((id) => places.get(id)), attrs, shape, dtype };
    }),
    state: named(state),
    metrics: named(metrics),
  };
}

describe.each([...ofBench, ...ofModels, ...ofClaims])('the step of %s', (_, stepOf) => {
  it('over three replicas holds the very step of one, optimized or not', async () => {
    const [three, one] = [await stepOf(3), await stepOf(1)];
    const [graph, single] = [traceStep(three.step, three.specs), traceStep(one.step, one.specs)];
    const found = splitIntoReplicas(graph);
    expect(found.replicas).toBe(3);
    expect(found.shared.state.size + found.shared.metrics.size).toBe(0);
    expect(live(found.graph)).toEqual(live(single));
    expect(splitIntoReplicas(optimize(graph)).replicas).toBe(3);
    expect(splitIntoReplicas(single)).toMatchObject({ replicas: 1, graph: single });
  });
});

describe.each(ofModels.filter(([name]) => name.includes('momentum and decay')))(
  'a step of the %s',
  (_, stepOf) => {
    it('gives every replica its own numbers', async () => {
      const { step, specs } = await stepOf(3);
      const graph = traceStep(step, specs);
      expectBlocks(graph, splitIntoReplicas(graph));
      const optimized = optimize(graph);
      expectBlocks(optimized, splitIntoReplicas(optimized));
    });
  },
);
