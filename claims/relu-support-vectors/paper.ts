import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'relu-support-vectors',
  title: 'Support Vectors and Gradient Dynamics of Single-Neuron ReLU Networks',
  authors: ['Sangmin Lee', 'Byeongsu Sim', 'Jong Chul Ye'],
  venue: 'arXiv preprint',
  year: 2022,
  url: 'https://arxiv.org/abs/2202.05510',
};
