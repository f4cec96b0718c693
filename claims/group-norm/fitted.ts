/**
 * Shows that what is compared has been trained: on the plateau that a last gamma of 0 begins with, all normalizations are
 * far from what they reach.
 */
export function fitted<Arm extends string>(...arms: readonly Arm[]) {
  return {
    name: 'training loss, the largest of those compared',
    unit: 'nats',
    of: (measured: Readonly<Record<Arm, { readonly trainLoss: number }>>) =>
      Math.max(...arms.map((arm) => measured[arm].trainLoss)),
    rule: 'staysBelow',
    margin: 0.46,
    because: 'four fifths of log(10) are learnt; on the plateau it is nine tenths of that',
  } as const;
}
