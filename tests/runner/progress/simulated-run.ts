import type { ClaimProgress } from '#claim';
import type { VerifyEvent } from '#runner';
import { SuitePace } from '../../../src/runner/progress/suite-pace.ts';
import { toyEvidence } from '../../report/toy-evidence.ts';
import { toyRun } from '../../report/toy-run.ts';

export interface SimulatedClaim {
  readonly id: string;
  /** Seconds that it takes here, of which the first are not training. */
  readonly seconds: number;
  readonly startup?: number;
  /** How it was published. */
  readonly recorded?: { readonly seconds: number; readonly seeds: number };
}

/** What was told at a time of a simulated run, in seconds, and what was true. */
export interface Told {
  readonly at: number;
  readonly left: number | undefined;
  readonly truth: number;
  readonly rate: number | undefined;
}

/** Replica-steps per second of a claim that trains. */
export const stepsPerSecond = 800;
const steps = 1000;

/** Two arms on eight seeds, as far as they are at a share of the training. */
function progressOf(id: string, share: number): ClaimProgress {
  const armIndex = share < 0.5 ? 0 : 1;
  const arm = ['with', 'without'][armIndex]!;
  const step = Math.round(steps * (2 * share - armIndex));
  return { id, arm, armIndex, arms: 2, seeds: 0, maxSeeds: 16, step, steps, replicas: 8 };
}

/** Claims that are judged one after the other by so many lanes; returns what was told every second. */
export function simulatedRun(claims: readonly SimulatedClaim[], jobs: number): Told[] {
  const pace = new SuitePace(0);
  const run = claims.map(({ id, recorded }) => ({ entry: { id, kind: 'empirical' }, recorded }));
  pace.handle({ type: 'planned', plan: { run }, jobs } as unknown as VerifyEvent, 0);
  const waiting = [...claims];
  const lanes: ({ readonly claim: SimulatedClaim; readonly start: number } | undefined)[] = [];
  const told: Omit<Told, 'truth'>[] = [];
  let tick = 0;
  for (; tick === 0 || lanes.some((lane) => lane !== undefined) || waiting.length > 0; tick++) {
    const now = tick / 4;
    for (let index = 0; index < jobs; index++) {
      const lane = lanes[index];
      if (lane && now - lane.start >= lane.claim.seconds) {
        pace.handle(judged(lane.claim), 1000 * now);
        lanes[index] = undefined;
      } else if (lane) reportTraining(pace, lane, now);
      const next = lanes[index] ? undefined : waiting.shift();
      if (!next) continue;
      lanes[index] = { claim: next, start: now };
      pace.handle({ type: 'started', id: next.id }, 1000 * now);
    }
    if (tick % 4 === 0) told.push({ at: now, left: pace.left(1000 * now), rate: pace.rate(1000 * now) });
  }
  return told.map((one) => ({ ...one, truth: (tick - 1) / 4 - one.at }));
}

const trainingOf = ({ seconds, startup = 0 }: SimulatedClaim): number => seconds - startup;

function reportTraining(
  pace: SuitePace,
  { claim, start }: { readonly claim: SimulatedClaim; readonly start: number },
  now: number,
): void {
  const { startup = 0 } = claim;
  const share = (now - start - startup) / trainingOf(claim);
  if (share <= 0) return;
  const trained = share * trainingOf(claim) * stepsPerSecond;
  const report = { progress: progressOf(claim.id, share), trained };
  pace.handle({ type: 'progress', ...report }, 1000 * now);
}

function judged(claim: SimulatedClaim): VerifyEvent {
  const stored = { evidence: toyEvidence({ id: claim.id }), run: toyRun };
  return { type: 'judged', stored, fromKept: false, trained: trainingOf(claim) * stepsPerSecond };
}
