import type { Protocol } from 'claimcheck';

const textures = 'textures of 16x16 in ten classes in place of ImageNet';
const network = 'a residual network of 3 blocks and 16 to 64 channels in place of ResNet-50';
const lastGamma = 'a last gamma of each block that starts at 1 in place of 0';
const groups = 'at most 8 groups in place of 32';

const proxy = (...differences: string[]): Protocol => ({ fidelity: 'proxy', differences });

export const chunks = proxy(
  textures,
  network,
  '8 epochs in place of 100',
  lastGamma,
  'minibatches of 32 cut into parts with statistics of their own in place of 8 workers',
);

export const smallBatches = proxy(
  textures,
  `${network}, with ${groups}`,
  '8 epochs in place of 100',
  lastGamma,
  'one worker, batch normalization by minibatches of 32 cut into parts, in place of 8 workers',
);

export const channelGroups = proxy(textures, network, '12 epochs in place of 100', lastGamma);

export const defaultGroups = proxy(textures, network, groups, '12 epochs in place of 100', lastGamma);

export const secondTask = proxy(
  'ten classes of textures of 16x16, then ten others, in place of ImageNet, then COCO or Kinetics',
  'a residual network of 3 blocks and a linear layer in place of detectors on ResNet-50',
  'errors of classification in place of average precision',
  '10 epochs of pre-training in place of 100',
  'in fine-tuning, weight decay on all parameters in place of none on gamma and beta',
);
