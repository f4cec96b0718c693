import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { meanField } from './dmft.ts';
import { paper } from './paper.ts';

interface Case {
  readonly load: number;
  readonly variance: number;
  readonly margin: number;
  readonly learningRate: number;
}

const tenths = (min: number, max: number) => fc.integer({ min, max }).map((value) => value / 10);

const cases: fc.Arbitrary<Case> = fc
  .record({ load: tenths(2, 60), variance: tenths(2, 30), margin: tenths(0, 20), share: tenths(1, 9) })
  // A share of the largest stable learning rate, 2 over the upper edge of the spectrum.
  .map(({ share, ...model }) => ({
    ...model,
    learningRate: (2 * share) / (model.variance * (1 + Math.sqrt(model.load)) ** 2),
  }));

/** Moments 0 to 3 of the Marchenko-Pastur law of the Hessian sum z z' Delta / N. */
function momentsOf({ load: a, variance: d }: Case): number[] {
  return [1, d * a, d ** 2 * (a + a ** 2), d ** 3 * (a + 3 * a ** 2 + a ** 3)];
}

/** Gradient descent on the square loss, solved by the mean-field equations of `told`, against linear algebra. */
const againstSpectrum =
  (told: (value: Case) => Case) =>
  (value: Case): CaseResult => {
    const { load, variance, margin, learningRate: eta } = value;
    const setting = { ...told(value), loss: 'square', steps: 4, paths: 40 } as const;
    const { response, correlation, overlap } = meanField(setting, createRng('closed', 'paths'));
    const [, first, second, third] = momentsOf(value) as [number, number, number, number];
    const pushed = (eta * margin) ** 2 * (load ** 2 + variance * load);
    const errors = [
      response(2, 0) - (1 - eta * first),
      response(3, 0) - (1 - 2 * eta * first + eta ** 2 * second),
      response(4, 0) - (1 - 3 * eta * first + 3 * eta ** 2 * second - eta ** 3 * third),
      correlation(1, 1) - (1 - 2 * eta * first + eta ** 2 * second + pushed),
      overlap[1]! - eta * load * margin,
    ];
    const error = Math.max(...errors.map(Math.abs));
    return { holds: error <= 1e-9, error };
  };

export default defineInvariant({
  id: 'sgd-effective-noise/mean-field-closed',
  revision: 1,
  states:
    'The mean-field equations close on the square loss: responses of gradient descent are moments of the ' +
    'Marchenko-Pastur law, correlations follow from linear algebra.',
  source: { paper, at: 'abstract (dynamical mean-field theory); the check is ours', reading: 'abstract' },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: againstSpectrum((value) => value),
  mutants: {
    'half the load': {
      property: againstSpectrum((value) => ({ ...value, load: value.load / 2 })),
      killedShare: 1,
    },
    'a variance that is off by a hundredth': {
      property: againstSpectrum((value) => ({ ...value, variance: 1.01 * value.variance })),
      killedShare: 1,
    },
  },
});
