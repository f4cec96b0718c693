import type { Paper } from 'claimcheck';

/** The paper whose claims these are. */
export const paper: Paper = {
  id: 'example-paper',
  title: 'Title of the paper',
  authors: ['First Author', 'Second Author'],
  venue: 'where it appeared',
  year: 2020,
  url: 'https://arxiv.org/abs/0000.00000',
};
