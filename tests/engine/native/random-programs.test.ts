import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Step, StepSpecs } from '#engine';
import { compileNative } from '../../../src/engine/native/index.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { againstReference } from '../against-reference.ts';
import { randomSteps } from '../passes/replicas/random-steps.ts';

function compare(step: Step, specs: StepSpecs, threads: number): Promise<string[]> {
  const options = { engine: 'cpu', threads } as const;
  const native = compileNative(traceStep(step, specs), specs, options, { alwaysShare: true });
  return againstReference(step, specs, native);
}

it('random programs give in machine code what the reference gives', async () => {
  await fc.assert(
    fc.asyncProperty(randomSteps, fc.constantFrom(1, 2, 4), async ({ step, specs }, threads) => {
      expect(await compare(step, specs, threads)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
