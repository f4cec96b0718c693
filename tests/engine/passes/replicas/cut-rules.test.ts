import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimize } from '../../../../src/engine/passes/optimize.ts';
import { cutRules } from '../../../../src/engine/passes/replicas/cut-rules.ts';
import { splitReplicas } from '../../../../src/engine/passes/replicas/one-replica.ts';
import { elementwiseKernels } from '../../../../src/engine/trace/kernels/elementwise.ts';
import { traceStep } from '../../../../src/engine/trace/trace.ts';
import { kernels, traced } from '../../graphs.ts';
import { expectBlocks } from './blocks.ts';
import { kernelExamples } from './kernel-examples.ts';
import { randomSteps } from './random-steps.ts';
import { expectRulesToHold } from './rule-law.ts';

const examples = Object.entries(kernelExamples);

describe('cut rules', () => {
  it.each(examples)('give each replica its block: %s', (_, { kernels: names, input, metrics }) => {
    const graph = traced(metrics, input);
    const one = splitReplicas(graph, 3)!;
    expect(one).toBeDefined();
    expect(kernels(one.graph)).toEqual(expect.arrayContaining([...names]));
    expect(one.shared.metrics.size).toBe(0);
    expectBlocks(graph, one);
  });

  it.each(examples)('give each replica its block of the optimized step: %s', (_, { input, metrics }) => {
    const graph = optimize(traced(metrics, input));
    const one = splitReplicas(graph, 3)!;
    expect(one).toBeDefined();
    expectBlocks(graph, one);
  });

  it('hold for every axis and number of blocks, and each of them for some', () => {
    const seen = examples.flatMap(([, { input, metrics }]) => {
      const graph = traced(metrics, input);
      return [...expectRulesToHold(graph), ...expectRulesToHold(optimize(graph))];
    });
    const apart = Object.keys(cutRules).filter((kernel) => kernel === 'Fill' || !elementwiseKernels[kernel]);
    expect(apart.filter((kernel) => !seen.includes(kernel))).toEqual([]);
  });

  it('hold in random steps', () => {
    fc.assert(
      fc.property(randomSteps, ({ step, specs }) => {
        expectRulesToHold(traceStep(step, specs));
      }),
      { numRuns: 100 },
    );
  });
});
