import type { ClaimKind, ClaimProgress } from '#claim';
import { formatNumber, formatSeconds } from '#report';

/** How fast something goes, and how long it will. */
export interface Pace {
  /** Replica-steps per second, or cases of an invariant. */
  readonly rate?: number | undefined;
  /** Seconds that are left. */
  readonly left?: number | undefined;
}

/** How many claims are decided of all, and the seconds that it took. */
export interface Decided {
  readonly decided: number;
  readonly total: number;
  readonly elapsed: number;
}

/**
 * What is told of a running claim, what matters most first: `toy/holds`, `12 s left`, `950 steps/s`, `seeds 8/16`,
 * `pushed 1/2`, `step 120/400`.
 */
export function claimParts(progress: ClaimProgress, kind: ClaimKind, pace: Pace): string[] {
  const { id, arm, armIndex, arms, seeds, maxSeeds, step, steps } = progress;
  const [unit, trained] = kind === 'invariant' ? ['cases', 'cases'] : ['seeds', 'steps'];
  return [
    id,
    pace.left === undefined ? '' : leftText(pace.left),
    pace.rate === undefined ? '' : `${formatNumber(pace.rate)} ${trained}/s`,
    `${unit} ${seeds}/${maxSeeds}`,
    `${arm} ${armIndex + 1}/${arms}`,
    `step ${step}/${steps}`,
  ];
}

/** `3 of 160 decided after 12 s, 38 min left, 12300 steps/s`: of all claims together. */
export function suiteText({ decided, total, elapsed }: Decided, { rate, left }: Pace): string {
  return [
    `${decided} of ${total} decided after ${formatSeconds(elapsed)}`,
    ...(left === undefined ? [] : [leftText(left)]),
    ...(rate === undefined ? [] : [`${formatNumber(rate)} steps/s`]),
  ].join(', ');
}

/** Rows of texts as lines with their columns under each other. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...row[column]!].length)));
  return rows.map((row) =>
    row
      .map((text, column) => text + ' '.repeat(widths[column]! - [...text].length))
      .filter((_, column) => widths[column]! > 0)
      .join('  ')
      .trimEnd(),
  );
}

/** An estimate, no finer than it can be. */
export function leftText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s left`;
  const fine = seconds < 600 ? 10 : 60;
  const rounded = Math.round(seconds / fine) * fine;
  return `${formatSeconds(rounded).replace(' min 00 s', ' min')} left`;
}
