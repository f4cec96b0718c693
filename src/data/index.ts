export { cropDraws, type CropOptions } from './crop-draws.ts';
export { datasetNamed, datasets, type DataFile, type Dataset, type SplitFiles } from './catalogue.ts';
export { type DownloadProgress } from './download-file.ts';
export { fetchDataset, type FetchDatasetOptions, type FetchedDataset } from './fetch-dataset.ts';
export { freshNormals, type FreshNormalsOptions } from './fresh-normals.ts';
export {
  absolute,
  functionGrid,
  sine,
  sumOfSines,
  type FunctionGridOptions,
  type SineTerm,
} from './function-grid.ts';
export { gaussianClusters, type GaussianClustersOptions } from './gaussian-clusters.ts';
export { stackSeeds, type LabelledData, type Split } from './labelled-data.ts';
export { checkLabels, labelNoise, shuffledLabels, type LabelNoiseOptions } from './labels.ts';
export { loadDataset } from './load-dataset.ts';
export { loadFirst, mnistImages, type DatasetSplit } from './load-first.ts';
export {
  dataFolder,
  locate,
  requireDataset,
  type FileState,
  type LocatedDataset,
  type LocatedFile,
} from './locate.ts';
export { memorylessSequences, type MemorylessOptions, type Sequences } from './memoryless-sequences.ts';
export {
  minibatchIndices,
  replicaMinibatchIndices,
  stepsPerEpoch,
  type MinibatchRange,
} from './minibatch-indices.ts';
export { powerLawImage, type PowerLawImageOptions } from './power-law-image.ts';
export { readCifar10, type ReadCifar10Options } from './read-cifar10.ts';
export { readIdx, type ReadIdxOptions } from './read-idx.ts';
export { realImages, type RealImages, type RealImagesOptions } from './real-images.ts';
export { sampleMask, type SampleMask, type SampleMaskOptions } from './sample-mask.ts';
export { shapeClasses, shapeScenes, type ShapeScenesOptions } from './shape-scenes.ts';
export { teacherClassification, type TeacherOptions } from './teacher-classification.ts';
export { textures, type TexturesOptions } from './textures.ts';
export { twoMoons, type TwoMoons, type TwoMoonsOptions } from './two-moons.ts';
export { zipfLookup, type MaskedSequences, type ZipfLookupOptions } from './zipf-lookup.ts';
