import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'rnn-extrapolation',
  title: 'On the Implicit Bias of Gradient Descent for Temporal Extrapolation',
  authors: ['Edo Cohen-Karlik', 'Avichai Ben David', 'Nadav Cohen', 'Amir Globerson'],
  venue: 'AISTATS',
  year: 2022,
  url: 'https://arxiv.org/abs/2202.04302',
};
