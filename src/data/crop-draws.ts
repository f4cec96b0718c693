import { createRng, ndarray, type NdArray, type Seed } from '#core';
import { requireWhole } from './check-option.ts';

export interface CropOptions {
  /** Height and width of the images. */
  readonly size: number;
  /** Pixels by which an image may be moved in each direction. */
  readonly margin: number;
  readonly batchSize: number;
  /** First step of the range, counted from the start of training. */
  readonly fromStep: number;
  readonly steps: number;
}

/**
 * Random crops of padded images and flips, as inputs of `cropAndFlip`: for each image of each step the rows and the
 * columns that it takes, int32 [steps, R, B, size] each, numbered from the first row or column of the padding. Offsets
 * are uniform on 0 to 2 margin; columns run backwards in half of the images.
 *
 * Every step has a stream of its own, so any range of steps is drawn without those before it.
 */
export function cropDraws(
  seeds: readonly Seed[],
  options: CropOptions,
): { readonly rows: NdArray; readonly columns: NdArray } {
  const { size, margin, batchSize, fromStep, steps } = options;
  requireWhole('size', size);
  requireWhole('margin', margin, 0);
  requireWhole('batchSize', batchSize);
  requireWhole('fromStep', fromStep, 0);
  requireWhole('steps', steps, 0);
  const shape = [steps, seeds.length, batchSize, size];
  const rows = new Int32Array(steps * seeds.length * batchSize * size);
  const columns = new Int32Array(rows.length);
  let at = 0;
  for (let step = fromStep; step < fromStep + steps; step++) {
    for (const seed of seeds) {
      const draws = createRng(seed, `crops/${step}`).uniforms(3 * batchSize);
      for (let image = 0; image < batchSize; image++) {
        const offset = (draw: number): number => Math.floor(draws[3 * image + draw]! * (2 * margin + 1));
        const [row, column] = [offset(0), offset(1)];
        const flipped = draws[3 * image + 2]! < 0.5;
        for (let pixel = 0; pixel < size; pixel++, at++) {
          rows[at] = row + pixel;
          columns[at] = column + (flipped ? size - 1 - pixel : pixel);
        }
      }
    }
  }
  return { rows: ndarray(rows, shape, 'int32'), columns: ndarray(columns, shape, 'int32') };
}
