import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'frequency-principle',
  title: 'Training Behavior of Deep Neural Network in Frequency Domain',
  authors: ['Zhi-Qin John Xu', 'Yaoyu Zhang', 'Yanyang Xiao'],
  venue: 'ICONIP',
  year: 2019,
  url: 'https://arxiv.org/abs/1807.01251',
};
