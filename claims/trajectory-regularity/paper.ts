import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'trajectory-regularity',
  title: 'Neural Network Training Techniques Regularize Optimization Trajectory: An Empirical Study',
  authors: ['Cheng Chen', 'Junjie Yang', 'Yi Zhou'],
  venue: 'IEEE International Conference on Big Data',
  year: 2020,
  url: 'https://arxiv.org/abs/2011.06702',
};
