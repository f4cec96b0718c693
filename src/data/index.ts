export { cropDraws } from './crop-draws.ts';
export { datasetNamed, datasets } from './catalogue.ts';
export { fetchDataset } from './fetch-dataset.ts';
export { freshNormals } from './fresh-normals.ts';
export { functionGrid, sine, sumOfSines } from './function-grid.ts';
export { gaussianClusters } from './gaussian-clusters.ts';
export { stackSeeds, type Split } from './labelled-data.ts';
export { labelNoise } from './labels.ts';
/** @public */
export { shuffledLabels } from './labels.ts';
/** @public */
export { loadDataset } from './load-dataset.ts';
export { loadFirst, mnistImages, type DatasetSplit } from './load-first.ts';
export { dataFolder, locate, type LocatedFile } from './locate.ts';
export { memorylessSequences } from './memoryless-sequences.ts';
export { replicaMinibatchIndices, stepsPerEpoch } from './minibatch-indices.ts';
/** @public */
export { minibatchIndices } from './minibatch-indices.ts';
export { powerLawImage } from './power-law-image.ts';
/** @public */
export { readCifar10 } from './read-cifar10.ts';
/** @public */
export { readIdx } from './read-idx.ts';
export { realImages } from './real-images.ts';
export { sampleMask, type SampleMask } from './sample-mask.ts';
export { shapeScenes } from './shape-scenes.ts';
/** @public */
export { shapeClasses } from './shape-scenes.ts';
export { teacherClassification } from './teacher-classification.ts';
export { textures, type TexturesOptions } from './textures.ts';
export { twoMoons, type TwoMoonsOptions } from './two-moons.ts';
export { zipfLookup } from './zipf-lookup.ts';
