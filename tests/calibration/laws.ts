import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { majorityPlan } from '#stats';
import type { SequentialDecision } from '#stats';
import { firstDecision } from './checks.ts';
import type { DecisionEngine } from './engines.ts';

/** Effects in hundredths: whole numbers, so that the rescalings below are strictly increasing in floating point. */
const effect = fc.integer({ min: -100, max: 100 });

/** Streams that lean to one side by up to everything, so that decisions happen early, late and never. */
const effects = fc
  .record({
    lean: fc.integer({ min: -100, max: 100 }),
    raw: fc.array(effect, { maxLength: 40, size: 'max' }),
  })
  .map(({ lean, raw }) => raw.map((value) => value + lean));

const outcomes = effects.map((values) => values.map((value) => value > 0));

const opposite = { supported: 'refuted', refuted: 'supported', undecided: 'undecided' } as const;

const increasing: readonly ((value: number) => number)[] = [
  (value) => 8 * value + 3,
  (value) => value ** 3,
  (value) => Math.exp(value / 50),
  (value) => Math.atan(value),
];

/** The report of a case that breaks the law, or undefined. */
type Law = (engine: DecisionEngine, parameters?: fc.Parameters<unknown>) => string | undefined;

function law<Case>(build: (engine: DecisionEngine) => fc.IProperty<Case>): Law {
  return (engine, parameters = {}) => {
    const details = fc.check(build(engine), { numRuns: 500, ...(parameters as fc.Parameters<Case>) });
    return details.failed ? fc.defaultReportMessage(details) : undefined;
  };
}

const negated = (values: readonly number[]): number[] => values.map((value) => -value);

const judge = (engine: DecisionEngine, values: readonly number[], margin: number): SequentialDecision =>
  engine.decide(values.map((value) => engine.succeeds(value, margin)));

/** What must hold of a decision engine whatever the data. */
export const laws = {
  'negating effects and margin swaps the verdict': law((engine) =>
    fc.property(effects, effect, (values, margin) => {
      fc.pre(!values.includes(margin));
      const mirrored = judge(engine, negated(values), -margin);
      return mirrored.verdict === opposite[judge(engine, values, margin).verdict];
    }),
  ),
  'exchanging the arms of a supported claim refutes it': law((engine) =>
    fc.property(effects, fc.nat(100), (values, margin) => {
      if (judge(engine, values, margin).verdict !== 'supported') return true;
      return judge(engine, negated(values), margin).verdict === 'refuted';
    }),
  ),
  'seeds added after a decision change nothing': law((engine) =>
    fc.property(outcomes, outcomes, (first, later) => {
      const before = engine.decide(first);
      return before.verdict === 'undecided' || isDeepStrictEqual(engine.decide([...first, ...later]), before);
    }),
  ),
  'a strictly increasing rescaling changes nothing': law((engine) =>
    fc.property(effects, effect, fc.constantFrom(...increasing), (values, margin, rescale) =>
      isDeepStrictEqual(judge(engine, values.map(rescale), rescale(margin)), judge(engine, values, margin)),
    ),
  ),
  'the order of seeds inside a batch changes nothing': law((engine) =>
    fc.property(outcomes, fc.infiniteStream(fc.nat()), (values, keys) =>
      isDeepStrictEqual(engine.decide(shuffledInBatches(values, keys)), engine.decide(values)),
    ),
  ),
  'the order in which seeds finish changes nothing': law((engine) =>
    fc.property(outcomes, fc.infiniteStream(fc.nat()), (values, keys) => {
      const order = shuffled(
        values.map((_, seed) => seed),
        keys,
      );
      return firstDecision(engine, values, order) === engine.decide(values).verdict;
    }),
  ),
  'seeds without a finite effect never support': law((engine) =>
    fc.property(fc.array(effect, { maxLength: 3 }), effect, (values, margin) => {
      const stream = [...values, ...new Array<number>(32).fill(NaN)];
      return judge(engine, stream, margin).verdict === 'refuted';
    }),
  ),
} satisfies Record<string, Law>;

export type LawName = keyof typeof laws;

function shuffled<T>(values: readonly T[], keys: fc.Stream<number>): T[] {
  const keyed = values.map((value) => ({ value, key: keys.next().value as number }));
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}

function shuffledInBatches(values: readonly boolean[], keys: fc.Stream<number>): boolean[] {
  const ends = [...majorityPlan.looks, Infinity];
  return ends.flatMap((end, batch) => shuffled(values.slice(ends[batch - 1] ?? 0, end), keys));
}
