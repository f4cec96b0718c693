import type { Paper } from 'claimcheck';

export const paper: Paper = {
  id: 'normalized-sgd',
  title: 'How Normalization and Weight Decay Can Affect SGD? Insights from a Simple Normalized Model',
  authors: ['Anonymous'],
  venue: 'submitted to ICLR',
  year: 2023,
  url: 'https://openreview.net/forum?id=k-JvYGkA9o',
};
