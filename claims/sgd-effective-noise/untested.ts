import type { Untested } from 'claimcheck';

export const untested: Untested = {
  'three clusters with the door activation': {
    at: 'companion papers, arXiv 2006.06098, from memory; whether the paper uses it was not read',
    because:
      'single runs diverge at the learning rates of the other claims, and its mean-field equations were not derived; the ' +
      'two clusters have a temperature and a distance in every claim here',
  },
  'logistic loss with weight decay': {
    at: 'companion paper, arXiv 2006.06098, from memory; whether the paper uses it was not read',
    because:
      'its loss never vanishes, so that the distance of two replicas has no limit in which it is defined here',
  },
};
