import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'self-training-expansion',
  title: 'Theoretical Analysis of Self-Training with Deep Networks on Unlabeled Data',
  authors: ['Colin Wei', 'Kendrick Shen', 'Yining Chen', 'Tengyu Ma'],
  venue: 'ICLR',
  year: 2021,
  url: 'https://arxiv.org/abs/2010.03622',
};
