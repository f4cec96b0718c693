export const worst = (...values: number[]): number => Math.max(...values.map(Math.abs));

/** What a stationary state asks of loss and displacement. */
export const steady = {
  loss: {
    name: 'larger change of the loss from the first to the second half of the observation',
    unit: 'relative',
    rule: 'staysBelow',
    margin: 0.05,
    because: 'a loss that still falls to 0 does so by more than half in this time',
  },
  displacement: {
    name: 'larger log of late over early displacement',
    unit: 'nats',
    rule: 'staysBelow',
    margin: Math.log(2),
    because:
      'displacements of three windows each scatter; a noise that dies falls by more than a factor of 2',
  },
} as const;

/** What a temperature must exceed. */
export const temperature = {
  unit: '1',
  rule: 'exceeds',
  margin: 0.05,
  because:
    'gradient descent has none; a fifth of the temperature at which the same weights, free, would move as much',
} as const;
