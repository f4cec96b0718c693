import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'relu-reduced-space',
  title: 'Reducing Parameter Space for Neural Network Training',
  authors: ['Tong Qin', 'Ling Zhou', 'Dongbin Xiu'],
  venue: 'Theoretical and Applied Mechanics Letters',
  year: 2020,
  url: 'https://arxiv.org/abs/1805.08340',
};
