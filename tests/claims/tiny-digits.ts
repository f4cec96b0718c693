import { createRng } from '#core';
import type { Dataset } from '../../src/data/catalogue.ts';
import { fileOf, idxBytes, put } from '../data/tiny-dataset.ts';

const images = 40;

/** 40 images of 28x28 of which the label brightens two rows, in the layout of MNIST. */
export function tinyDigits(folder: string): Dataset {
  const rng = createRng('tiny digits', 'images');
  const labels = Array.from({ length: images }, (_, image) => image % 10);
  const pixels = labels.flatMap((label) =>
    Array.from({ length: 28 * 28 }, (_, at) => (Math.floor(at / 56) === label ? 200 : 0) + rng.integer(50)),
  );
  const [x, y] = [idxBytes([images, 28, 28], pixels), idxBytes([images], labels)];
  put(folder, 'tiny/images', x);
  put(folder, 'tiny/labels', y);
  return {
    name: 'tiny-digits',
    title: 'a few digits',
    files: [fileOf('tiny/images', x), fileOf('tiny/labels', y)],
    splits: { train: { format: 'idx', images: 'tiny/images', labels: 'tiny/labels' } },
  };
}
