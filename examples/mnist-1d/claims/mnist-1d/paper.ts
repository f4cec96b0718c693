import type { Paper } from 'claimcheck';

/** The claims are those of the first page: one small data set tells three kinds of model apart. */
export const paper: Paper = {
  id: 'mnist-1d',
  title: 'Scaling Down Deep Learning with MNIST-1D',
  authors: ['Sam Greydanus', 'Dmitry Kobak'],
  venue: 'ICML',
  year: 2024,
  url: 'https://arxiv.org/abs/2011.14439',
};
