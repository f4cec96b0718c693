import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { moons, network, oracle, placedMistakes, proxy } from './protocol.ts';
import runs from './students.runs.ts';
import { removed } from './students.ts';

/** The same augmentations twice: in the regularizer of objective (4.1), and as the points at which pseudolabels are fitted. */
export default defineClaim({
  id: 'self-training-expansion/regularizer',
  revision: 1,
  states:
    'It is the regularizer that the gain needs: from the same augmentations it removes more of the error than fitting the ' +
    'pseudolabels at augmented points does.',
  source: {
    paper,
    at: 'objective (4.1); appendix E.2: each of its parts helps; the comparison with augmentation alone is ours',
    reading: 'second-hand',
    version: 'arXiv v5',
  },
  protocol: proxy(
    moons,
    network,
    placedMistakes,
    oracle,
    'a comparison with augmentation alone in place of parts of the objective taken away',
  ),
  expected: 'refuted',
  finding:
    'Fitting pseudolabels at augmented points makes the student as consistent as the regularizer does, and removes as much of ' +
    'the error or more. What the theorem asks for is consistency; here it has two sources, and the regularizer is not the better one.',
  ...runs.of('consistent', 'augmented', 'plain', 'narrow'),
  effect: {
    name: 'share of the error removed, with the regularizer less with augmented points',
    unit: 'share',
    of: ({ consistent, augmented }) => removed(consistent) - removed(augmented),
    rule: 'exceeds',
    margin: 0.1,
    because: 'a tenth of the error of the pseudolabels, what 1000 new points can be off by',
  },
  requires: [
    {
      name: 'share of the error that the regularizer removes, above that removed without either',
      unit: 'share',
      of: ({ consistent, plain }) => removed(consistent) - removed(plain),
      rule: 'exceeds',
      margin: 0.5,
      because: 'the regularizer works by itself: by the margin of `student-wins`',
    },
  ],
  controls: {
    'a regularizer over neighbourhoods without new noise': { replace: 'consistent', with: 'narrow' },
  },
});
