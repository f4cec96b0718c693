import { median } from '#stats';

/** A claim that was trained, with the time that an earlier run said it would take. */
export interface TimedClaim {
  readonly expected: number | undefined;
  readonly seconds: number;
}

/** Fewer claims say nothing of the estimates. */
const fewest = 5;

/**
 * How near the times that claims were expected to take were to what they took: undefined where next to none were expected.
 * @param claims that were trained in this run, times in seconds
 */
export function timesText(claims: readonly TimedClaim[]): string | undefined {
  const ratios = claims.flatMap(({ expected, seconds }) =>
    expected !== undefined && expected > 0 && seconds > 0 ? [seconds / expected] : [],
  );
  if (ratios.length < fewest) return undefined;
  const off = median(ratios.map((ratio) => Math.max(ratio, 1 / ratio) - 1));
  return (
    `times: half of ${ratios.length} claims took ${median(ratios).toFixed(2)} of what was expected from earlier runs, ` +
    `or less; half of the expectations were off by ${Math.round(100 * off)} % or more`
  );
}
