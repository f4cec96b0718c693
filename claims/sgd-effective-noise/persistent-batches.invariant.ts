import fc from 'fast-check';
import { type CaseResult, defineInvariant } from 'claimcheck';
import { paper } from './paper.ts';

/** Batch fraction b, persistence time tau and learning rate eta with probabilities at most 1. */
interface Case {
  readonly batch: number;
  readonly persistence: number;
  readonly learningRate: number;
  readonly lag: number;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    hundredths: fc.integer({ min: 5, max: 95 }),
    /** tau over the least that is allowed. */
    tenths: fc.integer({ min: 10, max: 400 }),
    thousandths: fc.integer({ min: 1, max: 200 }),
    lag: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ hundredths, tenths, thousandths, lag }) => {
    const batch = hundredths / 100;
    const learningRate = thousandths / 1000;
    const persistence = (tenths / 10) * learningRate * Math.max(1, (1 - batch) / batch);
    return { batch, persistence, learningRate, lag };
  });

/** Probability to be in the batch after `lag` steps, from a start with probability `from`. */
function after(from: number, { lag }: Case, enter: number, leave: number): number {
  let inside = from;
  for (let step = 0; step < lag; step++) inside = inside * (1 - leave) + (1 - inside) * enter;
  return inside;
}

/** The chain keeps the batch fraction, and forgets with the factor 1 - eta / (b tau) a step. */
const chain =
  (leaveOf: (value: Case) => number, decayOf: (value: Case) => number) =>
  (value: Case): CaseResult => {
    const { batch, persistence, learningRate, lag } = value;
    const enter = learningRate / persistence;
    const leave = leaveOf(value);
    const kept = Math.abs(after(batch, value, enter, leave) - batch);
    const law = batch + (1 - batch) * decayOf(value) ** lag;
    const memory = Math.abs(after(1, value, enter, leave) - law);
    // Steps out of the batch are geometric with the probability to enter: 1 / enter steps of eta each.
    const out = Math.abs(learningRate / enter / persistence - 1);
    const error = Math.max(kept, memory, out);
    return { holds: error <= 1e-12, error };
  };

const leave = ({ batch, persistence, learningRate }: Case): number =>
  ((1 - batch) * learningRate) / (batch * persistence);
const decay = ({ batch, persistence, learningRate }: Case): number =>
  1 - learningRate / (batch * persistence);

export default defineInvariant({
  id: 'sgd-effective-noise/persistent-batches',
  revision: 2,
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
    const plain = chain(leave, decay)({ ...value, persistence: value.learningRate / value.batch });
    const persistent = chain(leave, decay)(value);
    const memoryless = Math.abs(decay({ ...value, persistence: value.learningRate / value.batch }));
    return {
      holds: plain.holds && persistent.holds && memoryless <= 1e-12,
      error: Math.max(plain.error!, persistent.error!, memoryless),
    };
  },
  mutants: {
    'samples leave as readily as they enter': {
      property: chain(({ persistence, learningRate }) => learningRate / persistence, decay),
      killedShare: 0.95,
    },
    'memory of the persistence time alone': {
      property: chain(leave, ({ persistence, learningRate }) => 1 - learningRate / persistence),
      killedShare: 0.9,
    },
  },
});
