import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'constant expansion': {
    at: 'of Cai et al. (2021), who cite this paper for it',
    because:
      '(q, xi)-constant expansion is another notion than the additive one of `self-training-expansion/additive`',
  },
  'dependence of the sample complexity on margin and Lipschitz constants': {
    at: 'abstract; finite-sample guarantees',
    because:
      'the bounds are in terms of all-layer margins, and their constants were not read; how they fall with n is in ' +
      '`self-training-expansion/sample-complexity`',
  },
  'expansion of natural images': {
    at: 'abstract (a realistic assumption); figure 1 and appendix E.1',
    because: 'estimated on samples of a generative model, BigGAN, of 128 x 128 images in 10 superclasses',
  },
  'semi-supervised learning from few labels': {
    at: 'abstract',
    because:
      'the pseudolabels of `student-wins` are the truth with mistakes that we place; a network trained on 20 labelled points made ' +
      'contiguous mistakes, which do not expand, and its student gained little, better in 4 of 5 runs',
  },
  'unsupervised learning with a network': {
    at: 'abstract',
    because:
      'no network is trained by consistency alone here; the theorem is checked on finite spaces in ' +
      '`self-training-expansion/unsupervised`',
  },
};
