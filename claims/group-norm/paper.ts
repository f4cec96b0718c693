import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'group-norm',
  title: 'Group Normalization',
  authors: ['Yuxin Wu', 'Kaiming He'],
  venue: 'ECCV',
  year: 2018,
  url: 'https://arxiv.org/abs/1803.08494',
};
