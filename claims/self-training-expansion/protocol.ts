import type { Protocol } from 'claimcheck';

export const moons = 'two moons with 16 coordinates of noise in place of images';
export const network = 'a network of two hidden layers of 64 neurons in place of deep ones for images';
export const placedMistakes =
  'the truth with a fifth of it made wrong as pseudolabels in place of the predictions of a source model';
export const oracle =
  'random augmentations that are told which coordinates are noise in place of adversarial perturbations';

export const proxy = (...differences: string[]): Protocol => ({ fidelity: 'proxy', differences });
