import { defineClaim, type Trajectory } from 'claimcheck';
import { paper } from './paper.ts';
import { bySimulation, standIn } from './protocol.ts';
import { langevin, persistentSgd, sgd, type Size, stationaryRuns } from './setting.ts';
import { steady, temperature, worst } from './stationary-panels.ts';

const known = 0.2;
/** Twice the windows of the other claims: a temperature at each of several lags scatters more than one. */
const when = { windows: 12 };
const gradientDescent = sgd(1);

export default defineClaim({
  id: 'sgd-effective-noise/fdt-temperature',
  revision: 3,
  states:
    'Where a training error remains, the stationary state of SGD and of persistent SGD has an effective temperature by ' +
    'the fluctuation-dissipation relation, the same at all lags from 1 to 4 units of time.',
  source: { paper, at: 'abstract (under-parametrized regime); the lags are ours', reading: 'abstract' },
  protocol: standIn(1000, bySimulation),
  tiers: {
    smoke: { dimensions: 120 } satisfies Size,
    standard: { dimensions: 200 } satisfies Size,
    paper: { dimensions: 1000, seeds: 8 } satisfies Size,
  },
  arms: {
    sgd: stationaryRuns({ algorithm: sgd(0.15), when }),
    persistent: stationaryRuns({ algorithm: persistentSgd(1), when }),
    // Full batches are dear, and the instrument is read more easily than used.
    langevin: stationaryRuns({ algorithm: langevin(known), share: 0.5, when }),
    gradientDescent: stationaryRuns({ algorithm: gradientDescent }),
    relaxing: stationaryRuns({ algorithm: gradientDescent, when: { burnIn: 0, windows: 2 } }),
  },
  measure: ({ values }: Trajectory) => ({
    coldest: values['coldest']!,
    spread: Math.log(values['hottest']! / values['coldest']!),
    ...{ fit: values['fit']!, rSquared: values['rSquared']! },
    ...{ drift: values['drift']!, ageing: values['ageing']! },
  }),
  effect: { ...temperature, name: 'least temperature of SGD at these lags', of: ({ sgd }) => sgd.coldest },
  also: [
    { ...temperature, name: 'the same of persistent SGD', of: ({ persistent }) => persistent.coldest },
    {
      name: 'log of the hottest over the coldest of these lags, larger of the two',
      unit: 'nats',
      of: ({ sgd, persistent }) => Math.max(sgd.spread, persistent.spread),
      rule: 'staysBelow',
      margin: Math.log(1.5),
      because: 'one temperature: half again as hot is what `parameter-dependence` calls another one',
    },
    {
      name: 'R squared of displacement as a line in the response, smaller of the two',
      unit: '1',
      of: ({ sgd, persistent }) => Math.min(sgd.rSquared, persistent.rSquared),
      rule: 'exceeds',
      margin: 0.8,
      because:
        'the relation is a line through 0 over all lags; four fifths of the variance, where a plateau leaves half',
    },
    { ...steady.loss, of: ({ sgd, persistent }) => worst(sgd.drift, persistent.drift) },
    { ...steady.displacement, of: ({ sgd, persistent }) => worst(sgd.ageing, persistent.ageing) },
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
    'gradient descent on its way down': [
      { replace: 'sgd', with: 'relaxing' },
      { replace: 'persistent', with: 'relaxing' },
    ],
  },
  curves: {
    halfDisplacement: { label: 'mean square displacement / 2 against integrated response' },
    loss: { label: 'training loss per sample', scale: 'log' },
  },
});
