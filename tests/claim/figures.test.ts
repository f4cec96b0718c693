import { describe, expect, it } from 'vitest';
import { judge, parseEvidence } from '#claim';
import type { Figure, Measures } from '#claim';
import { canonicalJson } from '#core';
import { options, scripted } from './scripted.ts';

type Arms = Readonly<Record<'with' | 'without' | 'sham', Measures>>;

const axes = { x: { label: 'dose', scale: 'log' }, y: { label: 'score' } } as const;

const figuresOf = async (effect: readonly number[], lines: Figure<keyof Arms>['lines']) =>
  (await judge(scripted({ effect }, { figures: { doses: { ...axes, lines } } }), options)).figures;

const byDose = (arms: Arms) => ({
  scores: [
    [1, arms.without.score!],
    [10, arms.with.score!],
  ] as const,
});

describe('figures', () => {
  it('are medians and quartiles over the seeds, point by point', async () => {
    const figures = await figuresOf([2, 3, 4, 5, 6, 7, 8, 10], byDose);
    expect(figures).toEqual([
      {
        name: 'doses',
        x: { label: 'dose', scale: 'log' },
        y: { label: 'score', scale: 'linear' },
        lines: [{ name: 'scores', x: [1, 10], y: [0, 5.5], lower: [0, 3.75], upper: [0, 7.25] }],
      },
    ]);
  });

  it('leave out what is not finite, and are NaN where no seed has a number', async () => {
    const figures = await figuresOf([2, 2, 4, 4, 4, 6, 6, 6], ({ with: { score } }) => ({
      scores: [[10, score === 2 ? NaN : score!]],
      none: [[10, NaN]],
    }));
    expect(figures![0]!.lines).toEqual([
      { name: 'scores', x: [10], y: [5], lower: [4], upper: [6] },
      { name: 'none', x: [NaN], y: [NaN], lower: [NaN], upper: [NaN] },
    ]);
  });

  it('come back from JSON as they were', async () => {
    const evidence = await judge(
      scripted({ effect: [2] }, { figures: { doses: { ...axes, lines: byDose } } }),
      options,
    );
    expect(parseEvidence(JSON.parse(canonicalJson(evidence)))).toEqual(evidence);
  });

  it('evidence of a claim without figures has none', async () => {
    expect(await judge(scripted({ effect: [2] }), options)).not.toHaveProperty('figures');
  });

  it.each<[string, Figure<keyof Arms>['lines'], RegExp]>([
    ['no line', () => ({}), /figures\.doses has no line/],
    [
      'fewer points for some seeds',
      ({ with: { score } }) => ({ scores: score! > 2 ? [[1, 1]] : [] }),
      /figures\.doses has points scores: 0 for one seed and scores: 1 for another/,
    ],
  ])('%s is an error that names the figure', async (_, lines, message) => {
    await expect(figuresOf([2, 2, 2, 3], lines)).rejects.toThrow(message);
  });
});
