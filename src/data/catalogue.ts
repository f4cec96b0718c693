import { UserError } from '#core';
import type { Split } from './labelled-data.ts';

/** A file of a data set, by its path below the data folder. */
export interface DataFile {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal; absent when no trustworthy checksum is known, and then only the length is checked. */
  readonly sha256?: string;
  /** Where it is downloaded from, in this order. */
  readonly urls?: readonly string[];
}

/** How a split is read. */
export type SplitFiles =
  | { readonly format: 'idx'; readonly images: string; readonly labels: string }
  | { readonly format: 'cifar-10'; readonly batches: readonly string[] };

export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly files: readonly DataFile[];
  /** A tar.gz whose members are the files; it is downloaded in their place. */
  readonly archive?: DataFile;
  readonly splits: Readonly<Partial<Record<Split, SplitFiles>>>;
}

const mnistMirrors = [
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
];

function mnistFile(name: string, bytes: number, sha256: string): DataFile {
  return { path: `mnist/${name}`, bytes, sha256, urls: mnistMirrors.map((mirror) => mirror + name) };
}

const mnist: Dataset = {
  name: 'mnist',
  title: 'MNIST: 60,000 training and 10,000 test images of digits, 28x28 grey (LeCun, Cortes, Burges)',
  files: [
    mnistFile(
      'train-images-idx3-ubyte.gz',
      9_912_422,
      '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
    ),
    mnistFile(
      'train-labels-idx1-ubyte.gz',
      28_881,
      '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
    ),
    mnistFile(
      't10k-images-idx3-ubyte.gz',
      1_648_877,
      '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
    ),
    mnistFile(
      't10k-labels-idx1-ubyte.gz',
      4_542,
      'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
    ),
  ],
  splits: {
    train: {
      format: 'idx',
      images: 'mnist/train-images-idx3-ubyte.gz',
      labels: 'mnist/train-labels-idx1-ubyte.gz',
    },
    test: {
      format: 'idx',
      images: 'mnist/t10k-images-idx3-ubyte.gz',
      labels: 'mnist/t10k-labels-idx1-ubyte.gz',
    },
  },
};

const cifarTrain = [1, 2, 3, 4, 5].map((batch) => `cifar-10-batches-bin/data_batch_${batch}.bin`);
const cifarTest = 'cifar-10-batches-bin/test_batch.bin';

const cifar10: Dataset = {
  name: 'cifar-10',
  title: 'CIFAR-10, binary version: 50,000 training and 10,000 test images, 32x32 RGB (Krizhevsky 2009)',
  // Checksums are published for the archive only.
  files: [...cifarTrain, cifarTest].map((path) => ({ path, bytes: 30_730_000 })),
  archive: {
    path: 'cifar-10-binary.tar.gz',
    bytes: 170_052_171,
    sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
    urls: ['https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz'],
  },
  splits: {
    train: { format: 'cifar-10', batches: cifarTrain },
    test: { format: 'cifar-10', batches: [cifarTest] },
  },
};

const cifar10Subset: Dataset = {
  name: 'cifar-10-subset',
  title:
    '10,000 training and 2,000 test images of CIFAR-10, decoded from JPEG copies (pixels differ slightly)',
  files: [
    {
      path: 'cifar-10-subset-train.bin',
      bytes: 30_730_000,
      sha256: 'c6e66a89d3dafd2c03719fac8a8c9cbf1e6780aacd080b18316fdc6994534c9d',
    },
    {
      path: 'cifar-10-subset-test.bin',
      bytes: 6_146_000,
      sha256: 'd9dd69fb2aa69f53650f40ad23405d2fa9a585d57788eacec4bca35be315f063',
    },
  ],
  splits: {
    train: { format: 'cifar-10', batches: ['cifar-10-subset-train.bin'] },
    test: { format: 'cifar-10', batches: ['cifar-10-subset-test.bin'] },
  },
};

const mnistTest: Dataset = {
  name: 'mnist-test',
  title: "10,000 images of MNIST's test set, a copy whose bytes are not those of the official file",
  files: [
    {
      path: 'mnist-t10k-images-idx3-ubyte.gz',
      bytes: 1_605_568,
      sha256: '1fdd09a43b1157bed653a99c3569a377ba3da7db2dabdc8e9dfe48d7bbaeb2b4',
    },
    {
      path: 'mnist-t10k-labels-idx1-ubyte.gz',
      bytes: 4_546,
      sha256: '4ed56422a4fa6418055abe9355973d4d398aa8c397acb2b70248c549fdb843ba',
    },
  ],
  splits: {
    test: {
      format: 'idx',
      images: 'mnist-t10k-images-idx3-ubyte.gz',
      labels: 'mnist-t10k-labels-idx1-ubyte.gz',
    },
  },
};

/** Real data sets that claims may use, in the order in which they are listed. */
export const datasets: readonly Dataset[] = [mnist, cifar10, mnistTest, cifar10Subset];

/** The data set of that name; throws a `UserError` that lists the names there are. */
export function datasetNamed(name: string): Dataset {
  const found = datasets.find((dataset) => dataset.name === name);
  if (found) return found;
  throw new UserError(
    `there is no data set "${name}"`,
    `choose one of ${datasets.map((dataset) => dataset.name).join(', ')}`,
  );
}
