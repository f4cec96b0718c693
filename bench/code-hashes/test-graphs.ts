import fc from 'fast-check';
import { type NdRecord, specsOf } from '#core';
import type { Step, StepSpecs } from '#engine';
import { traceStep } from '../../src/engine/trace/trace.ts';
import { binaryCases } from '../../tests/conformance/cases/binary.ts';
import { indexingCases } from '../../tests/conformance/cases/indexing.ts';
import { layers } from '../../tests/conformance/cases/layers.ts';
import { linearCases } from '../../tests/conformance/cases/linear.ts';
import { movementCases } from '../../tests/conformance/cases/movement.ts';
import { parametricCases } from '../../tests/conformance/cases/parametric.ts';
import { reductionCases } from '../../tests/conformance/cases/reduction.ts';
import { replicaCases } from '../../tests/conformance/cases/replica.ts';
import { unaryCases } from '../../tests/conformance/cases/unary.ts';
import { models, optimizers, runOf, trainingStep } from '../../tests/conformance/models.ts';
import { specsOfSteps, trialStep } from '../../tests/conformance/run-trial.ts';
import { randomSteps } from '../../tests/engine/passes/replicas/random-steps.ts';
import { cases } from '../cases/index.ts';
import type { NamedGraph } from './named-graph.ts';

const seed = 20210615;

/** Random programs, trials of every kernel and layer, models of the tests, cases of the bench. */
export function testGraphs(): NamedGraph[] {
  return [...randomGraphs(), ...trialGraphs(), ...modelGraphs(), ...benchGraphs()];
}

function graph(name: string, step: Step, specs: StepSpecs): NamedGraph {
  return { name, graph: traceStep(step, specs), specs };
}

function randomGraphs(): NamedGraph[] {
  return fc
    .sample(randomSteps, { seed, numRuns: 250 })
    .map(({ step, specs }, index) => graph(`random ${index}`, step, specs));
}

function trialGraphs(): NamedGraph[] {
  const kernels = [
    unaryCases,
    parametricCases,
    binaryCases,
    movementCases,
    reductionCases,
    linearCases,
    replicaCases,
    indexingCases,
  ].flat();
  const all = [
    ...kernels.map(({ kernel, trials }) => [kernel, trials] as const),
    ...Object.entries(layers).map(([name, { trials }]) => [name, trials] as const),
  ];
  return all.flatMap(([name, trials]) =>
    fc.sample(trials, { seed, numRuns: 5 }).map((trial, index) =>
      graph(`trial ${name} ${index}`, trialStep(trial), {
        state: {},
        input: specsOfSteps(trial.inputs),
        data: {},
      }),
    ),
  );
}

function modelGraphs(): NamedGraph[] {
  return Object.entries(models).flatMap(([name, model]) =>
    Object.entries(optimizers).map(([other, optimizer]) => {
      const { state, inputs, data } = runOf(model, optimizer, ['a', 'b', 'c'], 2);
      return graph(`model ${name}, ${other}`, trainingStep(model, optimizer), specsFor(state, inputs, data));
    }),
  );
}

function benchGraphs(): NamedGraph[] {
  return cases.map(({ name, training }) => {
    const { step, state, inputs, data } = training(['1', '2', '3']);
    const specs = specsFor(state, inputs, data);
    const stepIndex = { dtype: 'float32', shape: [] } as const;
    return graph(`bench ${name}`, step, { ...specs, input: { ...specs.input, stepIndex } });
  });
}

function specsFor(state: NdRecord, inputs: NdRecord, data: NdRecord): StepSpecs {
  return { state: specsOf(state), input: specsOfSteps(inputs), data: specsOf(data) };
}
