import { specsOf, type SpecRecord } from '#core';
import { compile, type EngineOptions, type EngineProfile } from '#engine';
import type { Training } from '../cases/index.ts';
import { inputsOf, type Trainer } from './trainer.ts';

export interface EngineTrainer extends Trainer {
  /** What the runs so far have cost; of a trainer whose options ask for it, and which is not run again. */
  profile(): Promise<EngineProfile>;
}

/** The case on one of this package's engines. Compiling is part of making the trainer. */
export async function engineTrainer(training: Training, options: EngineOptions): Promise<EngineTrainer> {
  const { step, state, data } = training;
  const specs = {
    state: specsOf(state),
    input: withoutSteps(specsOf(inputsOf(training, 1))),
    data: specsOf(data),
  };
  const program = await compile(step, specs, options);
  return {
    time: async (steps) => {
      const inputs = inputsOf(training, steps);
      const start = performance.now();
      await program.run(state, inputs, data, steps);
      return performance.now() - start;
    },
    run: (steps) => program.run(state, inputsOf(training, steps), data, steps),
    profile: () => program.profile!(),
    dispose: () => program.dispose(),
  };
}

function withoutSteps(specs: SpecRecord): SpecRecord {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { dtype, shape }]) => [name, { dtype, shape: shape.slice(1) }]),
  );
}
