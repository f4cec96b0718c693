import { describe, expect, it } from 'vitest';
import { defineClaim, judge } from '#claim';
import { definition, options, trajectory } from './scripted.ts';

const plain = definition({ effect: [3] });

describe('what a claim gives back is checked before it is stored', () => {
  it.each([NaN, Infinity, -1, 1.5])('steps of %d: refused with claim, arm and field', async (steps) => {
    const arms = {
      ...plain.arms,
      without: () => Promise.resolve(Array.from({ length: 8 }, () => ({ ...trajectory(0), steps }))),
    };
    await expect(judge(defineClaim({ ...plain, arms }), options)).rejects.toThrow(
      `claim toy-paper/scores-rise: arm "without" returned steps = ${steps}`,
    );
  });
});

describe("a claim's functions cannot change what is stored of its runs", () => {
  type Arms = Record<string, Record<string, number>>;
  const axis = { label: 'score' };
  const forge = [
    ['a measure', (arms: Arms) => void (arms['with']!['score'] = 99)],
    ['an arm', (arms: Arms) => void (arms['with'] = { score: 99 })],
  ] as const;

  it.each(forge)('figures that write to %s are an error', async (_, change) => {
    const lines = (arms: Arms) => {
      change(arms);
      return { line: [[0, 0] as const] };
    };
    const claim = defineClaim({ ...plain, figures: { scores: { x: axis, y: axis, lines } } });
    await expect(judge(claim, options)).rejects.toThrow(TypeError);
  });

  it.each(forge)('a panel that writes to %s is an error that names it', async (_, change) => {
    const of = (arms: Arms): number => {
      change(arms);
      return 3 + arms['with']!['score']!;
    };
    const claim = defineClaim({ ...plain, effect: { ...plain.effect, of } });
    await expect(judge(claim, options)).rejects.toMatchObject({
      message: expect.stringMatching(/^claim toy-paper\/.*: panel "gain" throws: Cannot assign/) as string,
      hint: expect.stringContaining('only read the measures') as string,
    });
  });
});
