import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'bn-regularization',
  title: 'Towards Understanding Regularization in Batch Normalization',
  authors: ['Ping Luo', 'Xinjiang Wang', 'Wenqi Shao', 'Zhanglin Peng'],
  venue: 'ICLR',
  year: 2019,
  url: 'https://arxiv.org/abs/1809.00846',
};
