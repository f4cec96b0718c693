import { specsOf, type SpecRecord, UserError } from '#core';
import { compile, type EngineOptions, type EngineProfile } from '#engine';
import type { Training } from '../cases/index.ts';
import { inputsOf, type Trainer } from './trainer.ts';

export interface EngineTrainer extends Trainer {
  /** What the runs so far have cost; of a trainer whose options ask for it, and which is not run again. */
  profile(): Promise<EngineProfile>;
}

/**
 * The case on one of this package's engines. Compiling is part of making the trainer.
 * @throws UserError when the engine has no kernel for an op of the step, and would hand it to another engine
 */
export async function engineTrainer(training: Training, options: EngineOptions): Promise<EngineTrainer> {
  const { step, state, data } = training;
  const specs = {
    state: specsOf(state),
    input: withoutSteps(specsOf(inputsOf(training, 1))),
    data: specsOf(data),
  };
  const program = await compile(step, specs, options);
  if (program.engine !== options.engine) {
    const took = program.engine;
    await program.dispose();
    throw new UserError(
      `engine '${options.engine}' lacks a kernel that the case needs, and would run it on '${took}'`,
    );
  }
  return {
    time: async (steps) => {
      const inputs = inputsOf(training, steps);
      const start = performance.now();
      await program.run(state, inputs, data, steps);
      return performance.now() - start;
    },
    run: (steps) => program.run(state, inputsOf(training, steps), data, steps),
    profile: () => {
      if (program.profile) return program.profile();
      return Promise.reject(new UserError(`engine '${options.engine}' has no profile`));
    },
    dispose: () => program.dispose(),
  };
}

/** What one step is given of inputs with a leading axis of steps. */
export function withoutSteps(specs: SpecRecord): SpecRecord {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { dtype, shape }]) => [name, { dtype, shape: shape.slice(1) }]),
  );
}
