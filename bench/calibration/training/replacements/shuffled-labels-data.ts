import { createRng, type NdArray } from '#core';
import * as own from '../../../../src/data/index.ts';

export * from '../../../../src/data/index.ts';

/** Whatever is drawn or read, with the rows of its labels in a random order: their counts stay, what they belong to goes. */
function shuffling<Args extends readonly unknown[], Data extends object>(
  draw: (...args: Args) => Data,
): (...args: Args) => Data {
  return (...args) => {
    const data = draw(...args);
    const seed = typeof args[0] === 'string' ? args[0] : 'no seed';
    const labels = Object.entries(data as Readonly<Record<string, NdArray>>).filter(([name]) =>
      /^(y|testY|target)$/.test(name),
    );
    return {
      ...data,
      ...Object.fromEntries(labels.map(([name, array]) => [name, shuffled(seed, name, array)])),
    };
  };
}

function shuffled(seed: string, name: string, array: NdArray): NdArray {
  const rows = array.shape[0]!;
  const width = array.values.length / rows;
  const order = createRng(seed, `sabotage/${name}`).permutation(rows);
  const values = array.values.slice();
  order.forEach((from, to) =>
    values.set(array.values.subarray(from * width, (from + 1) * width), to * width),
  );
  return { ...array, values };
}

export const functionGrid = shuffling(own.functionGrid);
export const gaussianClusters = shuffling(own.gaussianClusters);
export const loadDataset = shuffling(own.loadDataset);
export const loadFirst = shuffling(own.loadFirst);
export const memorylessSequences = shuffling(own.memorylessSequences);
export const readCifar10 = shuffling(own.readCifar10);
export const realImages = shuffling(own.realImages);
export const shapeScenes = shuffling(own.shapeScenes);
export const teacherClassification = shuffling(own.teacherClassification);
export const textures = shuffling(own.textures);
export const twoMoons = shuffling(own.twoMoons);
export const zipfLookup = shuffling(own.zipfLookup);
