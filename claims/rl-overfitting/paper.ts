import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'rl-overfitting',
  title: 'A Study on Overfitting in Deep Reinforcement Learning',
  authors: ['Chiyuan Zhang', 'Oriol Vinyals', 'Remi Munos', 'Samy Bengio'],
  venue: 'arXiv',
  year: 2018,
  url: 'https://arxiv.org/abs/1804.06893',
};
