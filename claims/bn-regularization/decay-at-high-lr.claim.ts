import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { online } from './protocol.ts';
import { measureStudent, studentCurves, studentRuns, type StudentSize } from './teacher-student.ts';

const onSphere = (learningRate: number, zeta = 0) => studentRuns({ student: 'sphere', learningRate, zeta });

/** The weights stay at length 1: the effective learning rate is gamma times the learning rate, which decay lowers. */
export default defineClaim({
  id: 'bn-regularization/decay-at-high-lr',
  revision: 2,
  states:
    'Gamma decay raises the maximum learning rate: at one learning rate above the limit of weight normalization more ' +
    'decay learns more.',
  source: { paper, at: 'abstract, second point', reading: 'abstract' },
  protocol: online,
  expected: 'inconclusive: non-specific',
  finding:
    'The gain is that of a smaller step: decay makes gamma smaller, and with it the effective learning rate. Without any decay, ' +
    'at learning rates that give the same effective ones, students gain as much or more; at one effective rate ' +
    'decay learns less (`decay-at-equal-rate`).',
  tiers: {
    smoke: { dimensions: 100, time: 40 } satisfies StudentSize,
    standard: { dimensions: 300, time: 40 } satisfies StudentSize,
  },
  arms: {
    without: onSphere(6),
    quarter: onSphere(6, 0.25),
    half: onSphere(6, 0.5),
    one: onSphere(6, 1),
    slower: onSphere(3.6),
    slowerStill: onSphere(2.3),
    slowest: onSphere(1.5),
    lowWithout: onSphere(1.8),
    lowQuarter: onSphere(1.8, 0.25),
    lowHalf: onSphere(1.8, 0.5),
    lowOne: onSphere(1.8, 1),
  },
  measure: measureStudent,
  effect: {
    name: 'overlap with the teacher at learning rate 6, zeta = 1 less zeta = 0',
    unit: '1',
    of: ({ one, without }) => one.overlap - without.overlap,
    rule: 'exceeds',
    margin: 0.05,
    because:
      'the limits are 2 and 2 (1 + 2 zeta): a twentieth of the whole overlap is the least worth the name',
  },
  also: [
    {
      name: 'least gain from one decay to the next, zeta 0, 0.25, 0.5, 1',
      unit: '1',
      of: ({ without, quarter, half, one }) =>
        Math.min(
          quarter.overlap - without.overlap,
          half.overlap - quarter.overlap,
          one.overlap - half.overlap,
        ),
      rule: 'exceeds',
      margin: 0,
      because: 'the limit rises with zeta throughout',
    },
  ],
  controls: {
    'no decay, at learning rates of the same effective rates': [
      { replace: 'quarter', with: 'slower' },
      { replace: 'half', with: 'slowerStill' },
      { replace: 'one', with: 'slowest' },
    ],
    'learning rate 1.8, below every limit': [
      { replace: 'without', with: 'lowWithout' },
      { replace: 'quarter', with: 'lowQuarter' },
      { replace: 'half', with: 'lowHalf' },
      { replace: 'one', with: 'lowOne' },
    ],
  },
  figures: {
    'overlap against effective rate': {
      x: { label: 'kappa, the effective learning rate' },
      y: { label: 'overlap with the teacher at the end' },
      lines: ({ without, quarter, half, one, slower, slowerStill, slowest }) => ({
        'by decay': [one, half, quarter, without].map(({ rate, overlap }) => [rate, overlap] as const),
        'by learning rate': [slowest, slowerStill, slower, without].map(
          ({ rate, overlap }) => [rate, overlap] as const,
        ),
      }),
    },
  },
  curves: studentCurves,
});
