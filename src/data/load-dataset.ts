import { join } from 'node:path';
import { UserError } from '#core';
import type { Dataset, SplitFiles } from './catalogue.ts';
import type { LabelledData, Split } from './labelled-data.ts';
import { checkLabels } from './labels.ts';
import { dataFolder, requireDataset } from './locate.ts';
import { brokenFileHint } from './read-bytes.ts';
import { readCifar10 } from './read-cifar10.ts';
import { readIdx } from './read-idx.ts';

/** Every data set of the catalogue has so many. */
const classes = 10;

/**
 * Images and labels of a split of a real data set: x [images, height, width, channels] float32 in [0, 1], y [images].
 * @throws UserError when the files are missing or damaged, a label is none of its classes, or the data set has no such split.
 */
export function loadDataset(
  dataset: Dataset | string,
  split: Split,
  folder: string = dataFolder(),
): LabelledData {
  const { dataset: found } = requireDataset(dataset, folder);
  const files = found.splits[split];
  if (!files) {
    const others = Object.keys(found.splits).join(', ');
    throw new UserError(`${found.name} has no split "${split}"`, `it has: ${others}`);
  }
  return files.format === 'idx' ? loadIdx(files, folder) : loadBatches(files.batches, folder);
}

function loadIdx(files: SplitFiles & { format: 'idx' }, folder: string): LabelledData {
  const images = readIdx(join(folder, files.images), { scale: 1 / 255 });
  const labels = readIdx(join(folder, files.labels));
  const [count, height, width] = images.shape;
  if (images.shape.length !== 3 || labels.shape.length !== 1 || labels.shape[0] !== count) {
    throw new UserError(
      `${files.images} has shape [${images.shape.join(', ')}] and ${files.labels} [${labels.shape.join(', ')}]: not images with one label each`,
      brokenFileHint,
    );
  }
  checkLabels(labels, classes, files.labels);
  return { x: { ...images, shape: [count!, height!, width!, 1] }, y: labels };
}

function loadBatches(batches: readonly string[], folder: string): LabelledData {
  const parts = batches.map((batch) => readCifar10(join(folder, batch)));
  const images = parts.reduce((sum, { y }) => sum + y.values.length, 0);
  const imageShape = parts[0]!.x.shape.slice(1);
  const size = parts[0]!.x.values.length / parts[0]!.y.values.length;
  const x = new Float32Array(images * size);
  const y = new Int32Array(images);
  let done = 0;
  for (const part of parts) {
    x.set(part.x.values, done * size);
    y.set(part.y.values, done);
    done += part.y.values.length;
  }
  return {
    x: { dtype: 'float32', shape: [images, ...imageShape], values: x },
    y: { dtype: 'int32', shape: [images], values: y },
  };
}
