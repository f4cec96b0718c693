import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'lamb',
  title: 'Large Batch Optimization for Deep Learning: Training BERT in 76 minutes',
  authors: [
    'Yang You',
    'Jing Li',
    'Sashank Reddi',
    'Jonathan Hseu',
    'Sanjiv Kumar',
    'Srinadh Bhojanapalli',
    'Xiaodan Song',
    'James Demmel',
    'Kurt Keutzer',
    'Cho-Jui Hsieh',
  ],
  venue: 'ICLR',
  year: 2020,
  url: 'https://arxiv.org/abs/1904.00962',
};
