import { describe, expect, it } from 'vitest';
import { stackSeeds } from '#data';
import { impulseResponse, memorylessLosses } from '#measure';
import { scan } from '#train';
import { descend, gradientOf, populationSlope } from '../../../claims/rnn-extrapolation/gradient-descent.ts';
import { slopeOf } from '../../../claims/rnn-extrapolation/descent-cases.ts';
import { impulse, linearSteps, trainingSets } from '../../../claims/rnn-extrapolation/linear-steps.ts';
import {
  drawStart,
  toParameters,
  toWeights,
  type Weights,
} from '../../../claims/rnn-extrapolation/starts.ts';

const [d, length, seeds] = [4, 5, ['1', '2']];
const start = (seed: string): Weights => drawStart(seed, { kind: 'gaussian', scale: 0.7 }, d, length);
const run = { seeds, engine: 'reference', threads: 1 };

describe('gradientOf', () => {
  it('is the slope of the population loss', () => {
    const weights = start('1');
    const loss = (given: Weights): number => memorylessLosses(impulseResponse(given, length), 1)[length - 1]!;
    const gradient = gradientOf(weights, length, populationSlope(1), 0);
    for (const name of ['transition', 'input', 'output'] as const) {
      weights[name].forEach((value, at) => {
        const moved = (by: number): number =>
          loss({ ...weights, [name]: weights[name].with(at, value + by) });
        expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(gradient[name][at]!, 7);
      });
    }
  });

  it('of minibatches is that of the population on average', () => {
    const response = impulseResponse(start('1'), length);
    const slope = slopeOf({ start: start('1'), length, weight: 1, batch: 40_000, seed: 3 })(response, 0);
    const expected = populationSlope(1)(response, 0);
    slope.forEach((value, lag) => expect(Math.abs(value - expected[lag]!)).toBeLessThan(0.1));
  });
});

describe('training in the engine', () => {
  const parameters = stackSeeds(seeds, (seed) => toParameters(start(seed)));

  it('on the population loss is gradient descent in float64, up to rounding', async () => {
    const steps = 60;
    const { state } = await scan({
      run,
      name: 'population',
      step: linearSteps.population,
      state: parameters,
      data: impulse(seeds.length, length),
      steps,
    });
    seeds.forEach((seed, replica) => {
      const exact = descend({
        ...{ start: start(seed), length, steps, learningRate: 0.02, slope: populationSlope(1) },
        gradient: (weights, lags, slope, step) => clipped(gradientOf(weights, lags, slope, step)),
      });
      const trained = toWeights(state, replica);
      for (const name of ['transition', 'input', 'output'] as const) {
        trained[name].forEach((value, at) => expect(value).toBeCloseTo(exact[name][at]!, 5));
      }
    });
  });

  it('on many sequences starts with nearly the population loss', async () => {
    const lossOf = async (step: typeof linearSteps.population, data: ReturnType<typeof impulse>) => {
      const { metrics } = await scan({ run, name: 'first', step, state: parameters, data, steps: 1 });
      return metrics['loss']!.values;
    };
    const population = await lossOf(linearSteps.population, impulse(seeds.length, length));
    const sample = await lossOf(linearSteps.sample, trainingSets(seeds, 20_000, length));
    population.forEach((value, replica) => expect(Math.abs(sample[replica]! / value - 1)).toBeLessThan(0.05));
    seeds.forEach((seed, replica) => {
      const exact = memorylessLosses(impulseResponse(start(seed), length), 1)[length - 1]!;
      expect(population[replica]).toBeCloseTo(exact, 5);
    });
  });
});

/** Shortened to a norm of 1 where it is longer. */
function clipped(gradient: Weights): Weights {
  const all = [...gradient.transition, ...gradient.input, ...gradient.output];
  const factor = 1 / Math.max(1, Math.hypot(...all));
  const scaled = (values: Float64Array): Float64Array => values.map((value) => factor * value);
  return {
    transition: scaled(gradient.transition),
    input: scaled(gradient.input),
    output: scaled(gradient.output),
  };
}
