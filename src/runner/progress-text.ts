import type { ClaimProgress } from '#claim';
import { formatNumber, formatSeconds } from '#report';

/** How fast an arm goes: since its first report, so that compiling does not count. */
export interface Pace {
  /** Replica-steps per second. */
  readonly rate: number;
  /** Seconds until the arm's batch is done. */
  readonly left: number;
}

/** Measures the pace of each claim's arm from its reports. `now` in milliseconds. */
export class PaceMeter {
  readonly #first = new Map<string, { readonly key: string; readonly step: number; readonly at: number }>();

  measure(progress: ClaimProgress, now: number): Pace | undefined {
    const { id, arm, seeds, step, steps, replicas } = progress;
    const key = `${arm}/${seeds}`;
    const first = this.#first.get(id);
    if (first?.key !== key || step < first.step) {
      this.#first.set(id, { key, step, at: now });
      return undefined;
    }
    const seconds = (now - first.at) / 1000;
    if (seconds <= 0 || step === first.step) return undefined;
    const perSecond = (step - first.step) / seconds;
    return { rate: perSecond * replicas, left: (steps - step) / perSecond };
  }
}

/** `toy/holds  pushed 1/2  seeds 0/16  step 120/400  950 steps/s  12 s left`: time left of this arm's seeds. */
export function progressText(progress: ClaimProgress, pace?: Pace): string {
  const { id, arm, armIndex, arms, seeds, maxSeeds, step, steps } = progress;
  const parts = [id, `${arm} ${armIndex + 1}/${arms}`, `seeds ${seeds}/${maxSeeds}`, `step ${step}/${steps}`];
  if (pace) parts.push(`${formatNumber(pace.rate)} steps/s`, `${formatSeconds(pace.left)} left`);
  return parts.join('  ');
}
