import type { ClaimKind } from '#claim';
import { median } from '#core';
import type { RecordedRun } from '../recorded-runs.ts';
import type { WorkEvent } from '../units/index.ts';
import type { VerifyEvent } from '../verify-claims.ts';
import { ClaimPace, type Compared } from './claim-pace.ts';
import { endOfLanes } from './end-of-lanes.ts';
import { SlidingRate } from './sliding-rate.ts';

/** Milliseconds over which the rate of all claims is taken. */
const window = 30_000;

/** Seconds as published that weigh for this machine being as fast as that which published, before it has shown how fast it is. */
const assumed = 10;

/** What is to be done, and how it was when it was recorded. */
interface Waiting {
  readonly kind: ClaimKind;
  readonly recorded?: RecordedRun | undefined;
}

/** How fast a verification goes, or the training of units, and when it may be done, from what happens in it. Times in milliseconds. */
export class SuitePace {
  readonly running = new Map<string, ClaimPace>();
  /** Claims that are decided or failed, of all that are judged. */
  decided = 0;
  total = 0;
  #start: number;
  #jobs = 1;
  #waiting = new Map<string, Waiting>();
  #usual: number | undefined;
  readonly #rate = new SlidingRate(window);
  #trained = 0;
  #compared: Compared = { here: assumed, published: assumed };
  /** Seconds that each decided claim took. */
  readonly #took: number[] = [];

  constructor(now: number) {
    this.#start = now;
  }

  handle(event: VerifyEvent | WorkEvent, now: number): void {
    if (event.type === 'planned') this.#plan(waitingClaims(event), event.jobs, now);
    if (event.type === 'units')
      this.#plan(new Map(event.units.map((unit) => [unit.id, unit])), event.jobs, now);
    if (event.type === 'started') this.#begin(event.id, now);
    if (event.type === 'progress') {
      const { progress, trained } = event;
      this.running.get(progress.id)?.report(progress, trained, now);
      this.#rate.add(this.#trainedInAll(), now);
    }
    if (event.type === 'judged') this.#end(event.stored.evidence.id, now, event);
    if (event.type === 'trained') this.#end(event.id, now, { fromKept: false });
    if (event.type === 'failed' || event.type === 'untrained' || event.type === 'stopped') {
      this.#end(event.id, now);
    }
    if (['judged', 'trained', 'failed', 'untrained'].includes(event.type)) this.decided++;
  }

  /** Seconds since the plan was made. */
  elapsed(now: number): number {
    return (now - this.#start) / 1000;
  }

  /** Replica-steps per second of all claims together, of late. */
  rate(now: number): number | undefined {
    return this.#rate.perSecond(now);
  }

  /** Seconds until a running claim is decided, where something tells. */
  leftOf(claim: ClaimPace, now: number): number | undefined {
    return claim.left(now, this.#speed(now));
  }

  /** Seconds until all are decided: claims side by side, those that wait in their order; undefined where nothing tells. */
  left(now: number): number | undefined {
    const speed = this.#speed(now);
    const lefts = [...this.running.values()].map((claim) => ({ claim, left: claim.left(now, speed) }));
    const usual = this.#usualSeconds(lefts, now, speed);
    const isKnown = ({ recorded }: Waiting): boolean => recorded !== undefined;
    const allKnown =
      lefts.every(({ left }) => left !== undefined) && [...this.#waiting.values()].every(isKnown);
    if (usual === undefined && !allKnown) return undefined;
    const busy = lefts.map(({ claim, left }) => left ?? Math.max(0, usual! - claim.elapsed(now)));
    const idle = Array<number>(Math.max(0, this.#jobs - busy.length)).fill(0);
    const waiting = [...this.#waiting.values()].map(({ recorded }) =>
      recorded ? recorded.seconds * speed : usual!,
    );
    return endOfLanes([...busy, ...idle], waiting);
  }

  #plan(waiting: ReadonlyMap<string, Waiting>, jobs: number, now: number): void {
    this.#start = now;
    this.#jobs = jobs;
    this.total = waiting.size;
    this.#waiting = new Map(waiting);
    const known = [...waiting.values()].flatMap(({ recorded }) => (recorded ? [recorded.seconds] : []));
    this.#usual = known.length > 0 ? median(known) : undefined;
    this.#rate.add(0, now);
  }

  #begin(id: string, now: number): void {
    const planned = this.#waiting.get(id);
    this.#waiting.delete(id);
    const kind = planned?.kind ?? 'empirical';
    this.running.set(id, new ClaimPace({ kind, start: now, recorded: planned?.recorded }));
  }

  #end(id: string, now: number, judged?: { readonly fromKept: boolean; readonly trained?: number }): void {
    const claim = this.running.get(id);
    if (!claim) return;
    this.running.delete(id);
    this.#trained += claim.kind === 'empirical' ? (judged?.trained ?? claim.trained) : 0;
    this.#rate.add(this.#trainedInAll(), now);
    if (!judged || judged.fromKept) return;
    this.#took.push(claim.elapsed(now));
    this.#compared = sum(this.#compared, claim.compared(now, true));
  }

  #trainedInAll(): number {
    return [...this.running.values()]
      .filter(({ kind }) => kind === 'empirical')
      .reduce((sum, { trained }) => sum + trained, this.#trained);
  }

  /** Seconds here for a second that was published, as far as this machine has shown. */
  #speed(now: number): number {
    const all = [...this.running.values()].map((claim) => claim.compared(now, false));
    const { here, published } = all.reduce(sum, this.#compared);
    return here / published;
  }

  /** What a claim takes of which nothing tells: as others that were published, or else as others here. */
  #usualSeconds(
    running: readonly { readonly claim: ClaimPace; readonly left: number | undefined }[],
    now: number,
    speed: number,
  ): number | undefined {
    if (this.#usual !== undefined) return this.#usual * speed;
    const known = running.flatMap(({ claim, left }) =>
      left === undefined ? [] : [claim.elapsed(now) + left],
    );
    const took = [...this.#took, ...known];
    return took.length > 0 ? took.reduce((sum, one) => sum + one, 0) / took.length : undefined;
  }
}

function waitingClaims({ plan }: Extract<VerifyEvent, { type: 'planned' }>): Map<string, Waiting> {
  return new Map(plan.run.map(({ entry, recorded }) => [entry.id, { kind: entry.kind, recorded }]));
}

function sum(a: Compared, b: Compared): Compared {
  return { here: a.here + b.here, published: a.published + b.published };
}
