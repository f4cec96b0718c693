import type { Protocol } from 'claimcheck';

const definition = 'gamma by a reconstruction in place of the definition of the paper, which was not read';

/** Small networks and data that were generated in place of the paper's; `differences` are those of the claim. */
export const standIn = (...differences: readonly string[]): Protocol => ({
  fidelity: 'proxy',
  differences: [...differences, definition],
});

const mlpOnPoints = [
  'an MLP of 7 hidden layers of 48 units in place of AlexNet, VGG, ResNet and U-Net',
  'Gaussian points labelled by a random network in place of images',
  'at most 1200 steps in place of epochs that were not read',
] as const;

/** An MLP on a random teacher's labels. */
export const mlp = standIn(...mlpOnPoints);

/** The same, with what is measured held against a random walk. */
export const mlpAboveWalk = standIn(
  ...mlpOnPoints,
  'gamma over that of a random walk in place of gamma alone',
);

/** Small convolutional networks on textures. */
export const convolutional = standIn(
  '7 convolutions of 8 channels in place of VGG and ResNet',
  'textures of 8 x 8 pixels in place of photographs',
  'at most 600 steps in place of epochs that were not read',
);

/** A U-Net on drawn scenes. */
export const unet = standIn(
  'a U-Net of two levels of 8 and 16 channels in place of one of full size',
  'scenes of a disc and a square, 16 x 16 pixels, in place of images that were not read',
  'at most 300 steps in place of epochs that were not read',
);

/** A larger U-Net on larger scenes. */
export const deepUnet = standIn(
  'scenes of a disc and a square, 64 x 64 pixels, in place of images that were not read',
  '60 epochs of 2048 scenes in place of trainings that were not read',
);
