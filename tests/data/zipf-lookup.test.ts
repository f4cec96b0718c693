import { describe, expect, it } from 'vitest';
import { zipfLookup } from '#data';

const sequences = 20_000;
const vocabulary = 8;
const length = 5;
const options = { sequences, vocabulary, length };

/** Tokens of a sequence. */
const row = (values: ArrayLike<number>, sequence: number): number[] =>
  Array.from({ length }, (_, at) => values[sequence * length + at]!);

describe('zipfLookup', () => {
  const { tokens, place, target, bayes } = zipfLookup('seed', options);

  it('has one mask a sequence, at its place, which is never the first', () => {
    for (let sequence = 0; sequence < 2000; sequence++) {
      const masks = row(tokens.values, sequence).flatMap((token, at) => (token === vocabulary ? [at] : []));
      expect(masks).toEqual([place.values[sequence]]);
      expect(masks[0]).toBeGreaterThan(0);
    }
  });

  it('tokens have frequencies 1 / rank', () => {
    const harmonic = Array.from({ length: vocabulary }, (_, rank) => 1 / (rank + 1)).reduce((a, b) => a + b);
    const seen = new Array<number>(vocabulary + 1).fill(0);
    tokens.values.forEach((token) => seen[token]!++);
    const drawn = sequences * (length - 1);
    for (let token = 0; token < vocabulary; token++) {
      const share = 1 / (token + 1) / harmonic;
      expect(Math.abs(seen[token]! / drawn - share)).toBeLessThan(4 * Math.sqrt(share / drawn));
    }
  });

  it('the masked token follows a permutation of the one before it, up to the share of fresh draws', () => {
    const follows = Array.from({ length: vocabulary }, () => new Array<number>(vocabulary).fill(0));
    for (let sequence = 0; sequence < sequences; sequence++) {
      const before = row(tokens.values, sequence)[place.values[sequence]! - 1]!;
      follows[before]![target.values[sequence]!]!++;
    }
    const rule = follows.map((counts) => counts.indexOf(Math.max(...counts)));
    expect(new Set(rule).size).toBe(vocabulary);
    const kept = follows.reduce((sum, counts, before) => sum + counts[rule[before]!]!, 0) / sequences;
    expect(kept).toBeGreaterThan(0.9);
    expect(kept).toBeLessThan(0.96);
  });

  it('the loss of who knows the task is that of a distribution: 1 / probability averages to the number of tokens', () => {
    // E[1 / p(target)] = the number of tokens that can occur.
    const inverse = Array.from(bayes.values, Math.exp).reduce((sum, value) => sum + value, 0) / sequences;
    expect(Math.abs(inverse / vocabulary - 1)).toBeLessThan(0.1);
  });

  it('streams share the rule, seeds do not; fewer sequences are a prefix', () => {
    const few = zipfLookup('seed', { ...options, sequences: 10 });
    expect(few.target.values).toEqual(target.values.slice(0, 10));
    const certain = { ...options, sequences: 2000, ruled: 1 };
    const ruleOf = (seed: string, stream: string): string => {
      const drawn = zipfLookup(seed, { ...certain, stream });
      const rule = new Array<number>(vocabulary).fill(-1);
      drawn.target.values.forEach((answer, sequence) => {
        const before = row(drawn.tokens.values, sequence)[drawn.place.values[sequence]! - 1]!;
        expect(rule[before] === -1 || rule[before] === answer).toBe(true);
        rule[before] = answer;
      });
      return rule.join();
    };
    expect(ruleOf('seed', 'test')).toBe(ruleOf('seed', 'train'));
    expect(ruleOf('other', 'train')).not.toBe(ruleOf('seed', 'train'));
  });

  it('names options that are out of range', () => {
    expect(() => zipfLookup('seed', { ...options, length: 1 })).toThrow('length');
    expect(() => zipfLookup('seed', { ...options, ruled: 2 })).toThrow('ruled');
  });
});
