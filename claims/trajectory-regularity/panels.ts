import { decadesBetween, type Measured, relativeDrop } from './measures.ts';

/** What is said of a technique: gamma is larger and the loss over the run lower with it than without. */
export function raises<Without extends string, With extends string>(
  technique: string,
  without: Without,
  withIt: With,
) {
  type Arms = Readonly<Record<Without | With, Measured>>;
  return {
    effect: {
      name: `mean gamma, with ${technique} over without`,
      unit: 'decades',
      of: (arms: Arms) => decadesBetween(arms[withIt].gammaMean, arms[without].gammaMean),
      rule: 'exceeds',
      margin: Math.log10(1.5),
      because:
        'the abstract gives no number and the curves were not read; half as much again is the least that shows',
    },
    also: [
      {
        name: `mean loss that ${technique} saves`,
        unit: 'share',
        of: (arms: Arms) => relativeDrop(arms[withIt].meanLoss, arms[without].meanLoss),
        rule: 'exceeds',
        margin: 0.1,
        because: 'a tenth of the loss over the run is the least speed-up worth the name',
      },
    ],
  } as const;
}

/** Of arms that are compared: gamma and alignment grow with the length of a run. */
export const equallyLong = <Without extends string, With extends string>(without: Without, withIt: With) =>
  ({
    name: 'steps of the longer run over those of the shorter',
    unit: 'ratio',
    of: (arms: Readonly<Record<Without | With, Measured>>) =>
      Math.max(arms[withIt].steps / arms[without].steps, arms[without].steps / arms[withIt].steps),
    rule: 'staysBelow',
    margin: 1.01,
    because: 'gamma and alignment grow with the length of a run',
  }) as const;
