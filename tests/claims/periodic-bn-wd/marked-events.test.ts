import { describe, expect, it } from 'vitest';
import { withMarkedEvents } from '../../../claims/periodic-bn-wd/marked-events.ts';
import { lawLines, lawPoints } from '../../../claims/periodic-bn-wd/period-law.ts';

describe('withMarkedEvents', () => {
  const loss = [1, 0.01, 0.001, 0.1, 2, 0.01, 0.001, 3, 0.01];
  const norm = [4, 3, 2, 2, 8, 6, 4, 8, 6];
  const trajectory = { series: { loss, norm }, values: { best: 1 }, steps: 9, at: { loss: [] } };

  it('marks the loss at the onset of each event, and keeps what there was', () => {
    const marked = withMarkedEvents(trajectory, { learningRate: 2 });
    expect(marked.series['destabilizations']).toEqual([0.1, 3]);
    expect(marked.at).toEqual({ loss: [], destabilizations: [3, 7] });
    expect(Array.from(marked.series['effectiveRate']!)).toEqual(norm.map((value) => 2 / value ** 2));
    expect(marked).toMatchObject({ values: { best: 1 }, steps: 9 });
  });

  it('marks nothing in a run without events', () => {
    const calm = { ...trajectory, series: { loss: loss.map(() => 0.1), norm } };
    expect(withMarkedEvents(calm, { learningRate: 2 }).series['destabilizations']).toEqual([]);
  });
});

describe('the lines of the period law', () => {
  const size = { products: [0.01, 0.02, 0.04], learningRates: [0.1, 1], length: 1, limitSteps: 1 };

  it('are the intervals by learning rate, and a power law through them', () => {
    const interval = size.products.flatMap((product) => [3 / product, 3 / product]);
    const lines = lawLines(lawPoints({ series: { interval }, values: {}, steps: 1 }, size));
    expect(Object.keys(lines)).toEqual(['learning rate 0.1', 'learning rate 1', 'fit']);
    expect(lines['learning rate 1']).toEqual([
      [0.01, 300],
      [0.02, 150],
      [0.04, 75],
    ]);
    for (const [index, [x, y]] of lines['fit']!.entries()) {
      expect(x).toBe(size.products[index]);
      expect(y).toBeCloseTo(3 / x, 8);
    }
  });

  it('have no fit where a setting has no interval', () => {
    const interval = [300, 300, 150, 150, 75, NaN];
    const lines = lawLines(lawPoints({ series: { interval }, values: {}, steps: 1 }, size));
    expect(lines['learning rate 1']!.at(-1)).toEqual([0.04, NaN]);
    expect(lines['fit']!.every(([, y]) => Number.isNaN(y))).toBe(true);
  });
});
