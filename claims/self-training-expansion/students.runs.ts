import { defineRuns } from 'claimcheck';
import { tiers } from './setting.ts';
import { curves, measure, students } from './students.ts';

/** Students of pseudolabels of which a fifth is wrong, by the place of the mistakes and by what makes them consistent. */
export default defineRuns({
  id: 'self-training-expansion/students',
  revision: 1,
  tiers,
  arms: {
    consistent: students('scattered', { consistency: 10 }),
    augmented: students('scattered', { consistency: 0, fitted: 'augmentations' }),
    plain: students('scattered', { consistency: 0 }),
    narrow: students('scattered', { consistency: 10, noise: 'keep' }),
    narrowAugmented: students('scattered', { consistency: 0, fitted: 'augmentations', noise: 'keep' }),
    arc: students('arc', { consistency: 10 }),
    arcWide: students('arc', { consistency: 10, reach: 'class' }),
    local: students('local', { consistency: 10 }),
    localWide: students('local', { consistency: 10, reach: 'class' }),
  },
  measure,
  curves,
});
