import { defineClaim, type Trajectory } from 'claimcheck';
import { equilibriumAngle, windowMean } from 'claimcheck/measure';
import { paperSize, type ScaledSize } from './image-network.ts';
import { type Arm, arms, settings } from './network-settings.ts';
import { paper } from './paper.ts';
import { mlp } from './protocol.ts';

/** Root mean square of the angle in the second half of a run: the layers with the smallest and with the largest. */
function measure({ series, steps, at }: Trajectory, { images }: ScaledSize) {
  const rms = Object.entries(series).flatMap(([name, values]) => {
    if (!name.startsWith('angle/')) return [];
    const squares = Float64Array.from(values, (value) => value ** 2);
    return [Math.sqrt(windowMean(squares, steps / 2, steps, at![name]))];
  });
  return { least: Math.min(...rms), most: Math.max(...rms), images: images ? 1 : 0 };
}

type Measured = Readonly<Record<Arm, ReturnType<typeof measure>>>;

/** The angle that the theory gives the setting of an arm. */
const theory = (measured: Measured, arm: Arm): number =>
  equilibriumAngle(settings[arm][measured[arm].images ? 'large' : 'small']);

/** Distance of an arm's layers to the theory, the farthest one. */
const deviation = (measured: Measured, arm: Arm): number => {
  const { least, most } = measured[arm];
  return Math.max(...[least, most].map((angle) => Math.abs(angle / theory(measured, arm) - 1)));
};

const plain: readonly Arm[] = ['small', 'smallAtTenfoldRate', 'large', 'largeAtTenfoldRate'];

const because = 'the theory gives the value; 3 % are room for terms of order eta lambda and for a finite run';

export default defineClaim({
  id: 'normalized-sgd/equilibrium-networks',
  revision: 2,
  states:
    'Every normalised layer of a network turns by the same angle a step, sqrt(2 eta lambda / (1 + mu)), whatever its ' +
    'shape and the learning rate.',
  source: {
    paper,
    at: 'abstract, last part; Wan et al. (arXiv:2006.08419), theory of the equilibrium',
    reading: 'second-hand',
  },
  protocol: { smoke: mlp, standard: mlp },
  tiers: {
    smoke: { steps: 3000, every: 1 } satisfies ScaledSize,
    standard: { steps: 12000, every: 1 } satisfies ScaledSize,
    paper: { ...paperSize, seeds: 3 } satisfies ScaledSize,
  },
  arms,
  measure,
  effect: {
    name: 'largest deviation from the theory over layers and settings',
    unit: 'relative',
    of: (measured) => Math.max(...plain.map((arm) => deviation(measured, arm))),
    rule: 'staysBelow',
    margin: 0.03,
    because,
  },
  also: [
    {
      name: 'the same with momentum 0.9',
      unit: 'relative',
      of: (measured) => deviation(measured, 'momentum'),
      rule: 'staysBelow',
      margin: 0.03,
      because,
    },
  ],
  controls: {
    'no batch normalization, at the same product and a smaller learning rate': {
      replace: 'small',
      with: 'noBatchNorm',
    },
    'momentum of 0.5 held against the angle of 0.9': { replace: 'momentum', with: 'lessMomentum' },
  },
  figures: {
    'angle against its theoretical value': {
      x: { label: 'sqrt(2 eta lambda / (1 + mu))', scale: 'log' },
      y: { label: 'angle of a step (rad)', scale: 'log' },
      lines: (measured) => {
        const over = (of: (arm: Arm) => number) =>
          [...plain, 'momentum' as const].map((arm) => [theory(measured, arm), of(arm)] as const);
        return {
          'layer with the smallest': over((arm) => measured[arm].least),
          'layer with the largest': over((arm) => measured[arm].most),
          theory: over((arm) => theory(measured, arm)),
        };
      },
    },
  },
  curves: {
    firstAngle: { label: 'angle of a step, first layer (rad)', scale: 'log' },
    lastAngle: { label: 'angle of a step, last layer (rad)', scale: 'log' },
  },
});
