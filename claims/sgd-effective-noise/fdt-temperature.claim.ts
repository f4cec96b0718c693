import { defineClaim, type Trajectory } from 'claimcheck';
import { paper } from './paper.ts';
import { langevin, persistentSgd, sgd, type Size, stationaryRuns } from './setting.ts';

const known = 0.2;

const because =
  'gradient descent has none; a fifth of the temperature at which the same weights, free, would move as much';

export default defineClaim({
  id: 'sgd-effective-noise/fdt-temperature',
  revision: 1,
  states:
    'Where a training error remains, the stationary state of SGD and of persistent SGD has an effective temperature by ' +
    'the fluctuation-dissipation relation.',
  source: { paper, at: 'abstract (under-parametrized regime)', reading: 'abstract' },
  tiers: {
    smoke: { dimensions: 100 } satisfies Size,
    standard: { dimensions: 200 } satisfies Size,
    paper: { dimensions: 1000, seeds: 8 } satisfies Size,
  },
  arms: {
    sgd: stationaryRuns({ algorithm: sgd(0.15) }),
    persistent: stationaryRuns({ algorithm: persistentSgd(1) }),
    langevin: stationaryRuns({ algorithm: langevin(known) }),
    gradientDescent: stationaryRuns({ algorithm: sgd(1) }),
  },
  measure: ({ values }: Trajectory) => ({
    late: values['late']!,
    fit: values['fit']!,
    exponent: values['exponent']!,
  }),
  effect: {
    name: 'temperature of SGD at the longest lag',
    unit: '1',
    of: ({ sgd }) => sgd.late,
    rule: 'exceeds',
    margin: 0.05,
    because,
  },
  also: [
    {
      name: 'temperature of persistent SGD at the longest lag',
      unit: '1',
      of: ({ persistent }) => persistent.late,
      rule: 'exceeds',
      margin: 0.05,
      because,
    },
    {
      name: 'log of measured over true temperature of white noise',
      unit: 'nats',
      of: ({ langevin }) => Math.log(langevin.fit / known),
      rule: 'staysWithin',
      margin: 0.2,
      because: 'the instrument must read a temperature that is known, and tell factors of 2 apart',
    },
  ],
  controls: {
    'gradient descent in place of SGD': { replace: 'sgd', with: 'gradientDescent' },
    'gradient descent in place of persistent SGD': { replace: 'persistent', with: 'gradientDescent' },
  },
  curves: {
    halfDisplacement: { label: 'mean square displacement / 2 against integrated response' },
    loss: { label: 'training loss per sample', scale: 'log' },
  },
});
