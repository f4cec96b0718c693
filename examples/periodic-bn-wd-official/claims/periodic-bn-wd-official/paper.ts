import type { Paper } from 'claimcheck';

/** The paper, checked with the code that its authors published. */
export const paper: Paper = {
  id: 'periodic-bn-wd-official',
  title: 'On the Periodic Behavior of Neural Network Training with Batch Normalization and Weight Decay',
  authors: ['Ekaterina Lobacheva', 'Maxim Kodryan', 'Nadezhda Chirkova', 'Andrey Malinin', 'Dmitry Vetrov'],
  venue: 'NeurIPS',
  year: 2021,
  url: 'https://arxiv.org/abs/2106.15739',
};
