import * as fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { Step, StepSpecs } from '#engine';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { compileInBatches } from '../../../src/engine/webgpu/compile.ts';
import { againstReference } from '../against-reference.ts';
import { randomSteps } from '../passes/replicas/random-steps.ts';
import { problem } from './adapter-here.ts';

beforeEach((context) => context.skip(problem !== undefined, problem));

async function compare(step: Step, specs: StepSpecs, mostReplicas: number): Promise<string[]> {
  const options = { engine: 'webgpu', threads: 1 } as const;
  const own = await compileInBatches(traceStep(step, specs), specs, options, mostReplicas);
  return againstReference(step, specs, own);
}

it('random programs give in shaders what the reference gives, in one batch or in several', async () => {
  await fc.assert(
    fc.asyncProperty(randomSteps, fc.constantFrom(1, 2, Infinity), async ({ step, specs }, most) => {
      expect(await compare(step, specs, most)).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 180_000);
