import fc from 'fast-check';
import { type CaseResult, defineInvariant } from 'claimcheck';
import { type Algorithm, noiseOf } from './dynamics.ts';
import { paper } from './paper.ts';
import type { Perceptron } from './perceptron.ts';

/** Batch fraction b, persistence time tau and learning rate eta with probabilities at most 1. */
interface Case {
  readonly batch: number;
  readonly persistence: number;
  readonly learningRate: number;
  readonly lag: number;
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    hundredths: fc.integer({ min: 5, max: 95 }),
    /** tau over the least that is allowed. */
    tenths: fc.integer({ min: 10, max: 400 }),
    thousandths: fc.integer({ min: 1, max: 200 }),
    lag: fc.integer({ min: 1, max: 40 }),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ hundredths, tenths, thousandths, lag, seed }) => {
    const batch = hundredths / 100;
    const learningRate = thousandths / 1000;
    // The billionth keeps the least tau from rounding to less.
    const persistence = (1 + 1e-9) * (tenths / 10) * learningRate * Math.max(1, (1 - batch) / batch);
    return { batch, persistence, learningRate, lag, seed };
  });

const samples = 4000;
/** Of a binomial count: it goes beyond once in 10^11 times. */
const deviations = 7;

/** How far a count of the samples is from its mean, in the most that chance does. */
function beyondChance(count: number, probability: number): number {
  const deviation = Math.sqrt(samples * probability * (1 - probability));
  return Math.abs(count - samples * probability) / (deviations * deviation + 1);
}

/** The batches that train, at the start and after a lag: how many samples are in, and in at both times. */
function counted({ lag, seed }: Case, algorithm: Algorithm) {
  const problem = { samples } as Perceptron;
  const { mask } = noiseOf(String(seed), 'batches', problem, algorithm);
  const first = mask.chosen.slice();
  for (let step = 0; step < lag; step++) mask.advance();
  const sum = (of: (sample: number) => number): number => first.reduce((total, _, at) => total + of(at), 0);
  return {
    before: sum((at) => first[at]!),
    after: sum((at) => mask.chosen[at]!),
    both: sum((at) => first[at]! * mask.chosen[at]!),
  };
}

const decay = ({ batch, persistence, learningRate }: Case): number =>
  1 - learningRate / (batch * persistence);

/** The batches of `algorithm` keep the share b and forget with the factor `decayOf` a step. */
function check(value: Case, algorithm: Algorithm, decayOf = decay): CaseResult {
  const { batch, lag } = value;
  const { before, after, both } = counted(value, algorithm);
  const error = Math.max(
    beyondChance(before, batch),
    beyondChance(after, batch),
    beyondChance(both, batch * (batch + (1 - batch) * decayOf(value) ** lag)),
  );
  return { holds: error <= 1, error };
}

const plain = ({ batch, learningRate }: Case): Algorithm => ({ batch, learningRate });
const persistent = (value: Case): Algorithm => ({ ...plain(value), persistence: value.persistence });

/** Memory of the persistence time alone. */
const slower = ({ persistence, learningRate }: Case): number => 1 - learningRate / persistence;

/** Cases in which another decay changes the share that is in at both times by more than chance does. */
const apartFrom = (other: (value: Case) => number) =>
  cases.filter((value) => {
    const { batch, lag } = value;
    return batch * (1 - batch) * Math.abs(decay(value) ** lag - other(value) ** lag) > 0.08;
  });

export default defineInvariant({
  id: 'sgd-effective-noise/persistent-batches',
  revision: 3,
  states:
    'The batches of persistent SGD keep a mean share of b of the samples and forget with the factor 1 - eta / (b tau) a ' +
    'step; at tau = eta / b, where that is 0, they are those of SGD.',
  source: {
    paper,
    at: 'definition of persistent SGD, as a thesis of the group gives it (eq. 2.12); the law is ours',
    reading: 'second-hand',
    reported: 'in with probability eta / tau and out with (1 - b) eta / (b tau) a step',
  },
  runs: { smoke: 300, standard: 3000 },
  cases,
  property: (value) => {
    const results = [check(value, persistent(value)), check(value, plain(value), () => 0)];
    return {
      holds: results.every(({ holds }) => holds),
      error: Math.max(...results.map(({ error }) => error!)),
    };
  },
  mutants: {
    // At a share of a half the two probabilities are equal.
    'samples leave as readily as they enter': {
      property: (value) => check(value, { ...persistent(value), batch: 0.5 }),
      cases: cases.filter(({ batch }) => Math.abs(batch - 0.5) > 0.1),
      killedShare: 1,
    },
    'memory of the persistence time alone': {
      property: (value) => check(value, persistent(value), slower),
      cases: apartFrom(slower),
      killedShare: 1,
    },
    'drawn afresh in every step': {
      property: (value) => check(value, plain(value)),
      cases: apartFrom(() => 0),
      killedShare: 1,
    },
  },
});
