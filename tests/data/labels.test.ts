import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import { labelNoise, loadDataset, shuffledLabels } from '#data';
import { checkLabels } from '../../src/data/labels.ts';
import { temporaryFolders } from './temporary-folder.ts';
import { fileOf, idxBytes, put, tiny, tinyImages } from './tiny-dataset.ts';

const newFolder = temporaryFolders();

const labels = (values: number[]) => ndarray(values, [values.length], 'int32');
const fourClasses = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 60 });

describe('shuffledLabels', () => {
  it('keeps class counts and leaves its input alone', () => {
    fc.assert(
      fc.property(fourClasses, fc.string(), (values, seed) => {
        const original = labels(values);
        const shuffled = shuffledLabels(seed, original);
        expect(Array.from(shuffled.values).sort()).toEqual([...values].sort());
        expect(Array.from(original.values)).toEqual(values);
      }),
    );
  });

  it('really moves labels, differently per seed', () => {
    const ordered = labels(Array.from({ length: 100 }, (_, at) => at));
    const a = Array.from(shuffledLabels('a', ordered).values);
    expect(a.filter((value, at) => value === at).length).toBeLessThan(10);
    expect(Array.from(shuffledLabels('b', ordered).values)).not.toEqual(a);
  });
});

describe('labelNoise', () => {
  it('makes exactly the asked share wrong', () => {
    fc.assert(
      fc.property(fourClasses, fc.double({ min: 0, max: 1, noNaN: true }), (values, fraction) => {
        const noisy = labelNoise('s', labels(values), { fraction, classes: 4 }).values;
        const wrong = values.filter((label, at) => label !== noisy[at]).length;
        expect(wrong).toBe(Math.round(fraction * values.length));
        expect(noisy.every((label) => label >= 0 && label < 4)).toBe(true);
      }),
    );
  });

  it('nests: more noise keeps the wrong labels of less', () => {
    const clean = labels(Array.from({ length: 200 }, (_, at) => at % 5));
    const less = labelNoise('s', clean, { fraction: 0.2, classes: 5 }).values;
    const more = labelNoise('s', clean, { fraction: 0.6, classes: 5 }).values;
    clean.values.forEach((label, at) => {
      if (less[at] !== label) expect(more[at]).toBe(less[at]);
    });
  });

  it('replaces by each other class about equally often', () => {
    const noisy = labelNoise('s', labels(new Array<number>(3000).fill(1)), { fraction: 1, classes: 4 });
    const counts = [0, 0, 0, 0];
    noisy.values.forEach((label) => counts[label]!++);
    expect(counts[1]).toBe(0);
    // 1000 expected of each, standard deviation 26.
    for (const other of [0, 2, 3]) expect(Math.abs(counts[other]! - 1000)).toBeLessThan(130);
  });

  it('refuses labels outside the classes and shares outside 0 to 1', () => {
    expect(() => labelNoise('s', labels([0, 7]), { fraction: 0.1, classes: 4 })).toThrow(/label 7/);
    expect(() => labelNoise('s', labels([0]), { fraction: 20, classes: 4 })).toThrow(/fraction .* got 20/);
  });
});

describe('checkLabels', () => {
  it('names the set, the label, its index and the number of classes', () => {
    const given = labels([0, 2, 3]);
    expect(() => checkLabels(given, 4)).not.toThrow();
    expect(() => checkLabels(given, 3, 'train/y')).toThrow(
      'train/y: label 3 at index 2 is not one of 3 classes',
    );
  });

  const wrong = fc.oneof(fc.integer({ min: -5, max: -1 }), fc.integer({ min: 10, max: 255 }));

  it('finds the first wrong one wherever it stands, also in files', () => {
    const folder = newFolder();
    fc.assert(
      fc.property(wrong, fc.nat({ max: 1 }), (label, index) => {
        const values = [7, 3].with(index, label);
        const told = `label ${label} at index ${index} is not one of 10 classes`;
        expect(() => checkLabels(labels(values), 10)).toThrow(told);
        expect(() => labelNoise('s', labels(values), { fraction: 0.5, classes: 10 })).toThrow(told);
        if (label < 0) return;
        const content = idxBytes([2], values);
        const files = [fileOf('tiny/images', tinyImages), fileOf('tiny/labels', content)];
        put(folder, 'tiny/images', tinyImages);
        put(folder, 'tiny/labels', content);
        expect(() => loadDataset({ ...tiny, files }, 'train', folder)).toThrow(`tiny/labels: ${told}`);
      }),
      { numRuns: 40 },
    );
  });
});
