export type Points = Readonly<Record<string, number>>;

const pointNames = (curve: string, points: Points): string[] =>
  Object.keys(points).filter((point) => point.startsWith(`${curve}/`));

/** Largest |simulated / predicted - 1| over the points of a curve. */
function worstDeviation(curve: string, simulated: Points, predicted: Points): number {
  const deviations = pointNames(curve, predicted).map((point) =>
    Math.abs(simulated[point]! / predicted[point]! - 1),
  );
  return Math.max(...deviations);
}

/** Mean log of simulated over predicted over the points of a curve. */
export function meanLogRatio(curve: string, simulated: Points, predicted: Points): number {
  const names = pointNames(curve, predicted);
  return (
    names.reduce((sum, point) => sum + Math.log(simulated[point]! / predicted[point]!), 0) / names.length
  );
}

const noise = {
  margin: 0.2,
  because:
    'a batch fraction of 0.25 instead of 0.3 would change the noise by 29 %: the theory must do better',
};
/** Half of what the theory says that plain in place of persistent SGD (tau = 1) changes, so that neither passes for the other. */
const halfOf = (change: string, margin: number) => ({
  margin,
  because: `plain in place of persistent SGD changes it by ${change} in the theory: half of that tells them apart`,
});
const small = {
  margin: 0.1,
  because:
    'a tenth; where the training error vanishes, it is nearly that of gradient descent, and tells no batches apart',
};

/** How near a curve must be. */
export const limits = {
  distance: noise,
  displacement: noise,
  temperature: {
    margin: 0.29,
    because:
      'a batch fraction of 0.25 instead of 0.3 would change the noise by that: every lag must be nearer',
  },
  response: halfOf('32 %', 0.16),
  norm: halfOf('37 %', 0.18),
  loss: halfOf('26 %', 0.13),
  /** Of norm and response where the training error vanishes. */
  fitted: small,
} as const;

/** A panel: a curve of the simulation stays near that of the theory; arms by name. */
export const staysNear = <S extends string, P extends string>(
  name: string,
  curve: string,
  [simulated, predicted]: readonly [S, P],
  limit: { readonly margin: number; readonly because: string },
) =>
  ({
    name,
    unit: 'relative',
    of: (arms: Readonly<Record<S | P, Points>>) => worstDeviation(curve, arms[simulated], arms[predicted]),
    rule: 'staysBelow',
    ...limit,
  }) as const;

/** Axes of the curves of every comparison, beside its own. */
export const commonCurves = {
  response: { label: 'integrated response by time' },
  norm: { label: 'squared norm of the weights / N' },
  overlap: { label: 'overlap with the signal' },
  loss: { label: 'training loss per sample', scale: 'log' },
} as const;
