import fc from 'fast-check';
import { type CaseResult, defineInvariant } from 'claimcheck';
import { type Algorithm, noiseOf, stepTogether } from './dynamics.ts';
import { gapOf, perceptron, type Perceptron } from './perceptron.ts';
import { paper } from './paper.ts';

interface Case {
  readonly problem: Perceptron;
  readonly algorithm: Algorithm;
  readonly seed: string;
}

/** Weights that satisfy every constraint: the margin is put below the smallest gap of the start, by up to 1. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 20 }),
    samples: fc.integer({ min: 1, max: 40 }),
    hundredths: fc.integer({ min: 5, max: 100 }),
    rate: fc.integer({ min: 1, max: 100 }),
    slack: fc.integer({ min: 0, max: 10 }),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ dimensions, samples, hundredths, rate, slack, seed }) => {
    const problem = perceptron(String(seed), { dimensions, load: samples / dimensions });
    const gaps = Array.from({ length: problem.samples }, (_, at) => gapOf(problem, problem.start, at));
    const margin = Math.min(...gaps) - slack / 10;
    const algorithm = { learningRate: rate / 1000, batch: hundredths / 100 };
    return { problem: { ...problem, margin }, algorithm, seed: String(seed) };
  });

/** Ten steps leave every weight as it was, to the last bit. */
function rests({ problem, algorithm, seed }: Case): CaseResult {
  const w = problem.start.slice();
  const noise = noiseOf(seed, 'batches', problem, algorithm);
  for (let step = 0; step < 10; step++) stepTogether(problem, algorithm, [w], noise);
  const error = Math.max(...w.map((value, i) => Math.abs(value - problem.start[i]!)));
  return { holds: error === 0, error };
}

export default defineInvariant({
  id: 'sgd-effective-noise/zero-loss',
  revision: 1,
  states:
    'Where every constraint is satisfied, no batch moves the weights: the noise of SGD is exactly 0 there.',
  source: { paper, at: 'abstract (state-dependent noise)', reading: 'abstract' },
  runs: { smoke: 300, standard: 3000 },
  cases,
  property: rests,
  mutants: {
    'white noise in place of batches': {
      property: ({ problem, algorithm, seed }) =>
        rests({ problem, algorithm: { ...langevinOf(algorithm) }, seed }),
      killedShare: 1,
    },
    'one constraint that is not satisfied': {
      property: ({ problem, algorithm, seed }) =>
        rests({
          problem: { ...problem, margin: problem.margin + 1.01 },
          algorithm: { ...algorithm, batch: 1 },
          seed,
        }),
      killedShare: 1,
    },
  },
});

function langevinOf({ learningRate }: Algorithm): Algorithm {
  return { learningRate, temperature: 0.1 };
}
