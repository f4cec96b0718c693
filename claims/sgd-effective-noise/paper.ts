import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'sgd-effective-noise',
  title: 'The effective noise of Stochastic Gradient Descent',
  authors: ['Francesca Mignacco', 'Pierfrancesco Urbani'],
  venue: 'Journal of Statistical Mechanics 083405',
  year: 2022,
  url: 'https://arxiv.org/abs/2112.10852',
};
