import { nextLook, type ClaimKind, type ClaimProgress } from '#claim';
import type { RecordedRun } from '../recorded-runs.ts';
import { SlidingRate } from './sliding-rate.ts';

/** Milliseconds over which the rate of a claim is taken. */
const window = 10_000;

export interface PaceOptions {
  readonly kind: ClaimKind;
  /** When the claim was begun, in milliseconds as all times here. */
  readonly start: number;
  /** How it was published. */
  readonly recorded?: RecordedRun | undefined;
}

/** Seconds here, and as published. */
export interface Compared {
  readonly here: number;
  readonly published: number;
}

interface Report {
  readonly at: number;
  /** Seeds that are trained, parts of arms included; cases of an invariant. */
  readonly place: number;
}

/** How fast the judging of a claim goes, and when it may be done. */
export class ClaimPace {
  readonly #options: PaceOptions;
  readonly #rate = new SlidingRate(window);
  readonly #parts = new PartsOfArm();
  #first: Report | undefined;
  #last: Report | undefined;
  #end = 0;
  #trained = 0;
  /** What comes before its first report was read back, in no time. */
  #isResumed = false;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  get kind(): ClaimKind {
    return this.#options.kind;
  }

  /** Replica-steps (cases of an invariant) that were trained for it, as it was told. */
  get trained(): number {
    return this.#trained;
  }

  /** @param trained replica-steps so far, or cases */
  report(progress: ClaimProgress, trained: number, at: number): void {
    const { seeds, maxSeeds, arms, armIndex } = progress;
    const { kind, recorded } = this.#options;
    const [from, to] = kind === 'invariant' ? [0, maxSeeds] : [seeds, nextLook(seeds, maxSeeds)];
    const share = (armIndex + this.#parts.shareOf(progress)) / arms;
    const place = Math.max(this.#last?.place ?? 0, from + (to - from) * share);
    // Where nothing decides at the next look it goes on; as a rule it does as it did when it was published.
    this.#end = Math.max(to, kind === 'invariant' ? 0 : (recorded?.seeds ?? 0));
    this.#last = { at, place };
    if (!this.#first) this.#isResumed = armIndex > 0 || from > 0;
    this.#first ??= this.#last;
    this.#trained = trained;
    this.#rate.add(trained, at);
  }

  /** Replica-steps, or cases, per second of late. */
  rate(now: number): number | undefined {
    return this.#rate.perSecond(now);
  }

  elapsed(now: number): number {
    return (now - this.#options.start) / 1000;
  }

  /**
   * Seconds that it took here, and when it was published: of all when it has `ended`, else of what was trained since its first
   * report. None where that cannot be compared.
   */
  compared(now: number, ended: boolean): Compared {
    const { recorded } = this.#options;
    const [first, last] = [this.#first, this.#last];
    if (!recorded || this.#isResumed) return { here: 0, published: 0 };
    if (ended) return { here: this.elapsed(now), published: recorded.seconds };
    if (!first || !last) return { here: 0, published: 0 };
    const share = (last.place - first.place) / this.#end;
    return { here: (last.at - first.at) / 1000, published: recorded.seconds * share };
  }

  /**
   * Seconds until it is decided, at the next look or as many seeds as were published; undefined where nothing tells.
   * @param speed seconds here for a second that was published
   */
  left(now: number, speed: number): number | undefined {
    const own = this.#ownLeft(now);
    const { recorded, start } = this.#options;
    if (!recorded) return own;
    const done = this.#first ? this.#first.place / this.#end : 0;
    const since = (now - (done === 0 ? start : this.#first!.at)) / 1000;
    const published = Math.max(0, recorded.seconds * speed * (1 - done) - since);
    if (own === undefined) return published;
    // What is seen of it counts for more, the further it is.
    const seen = (this.#last!.place - this.#first!.place) / (this.#end - this.#first!.place);
    return seen * own + (1 - seen) * published;
  }

  /** By its own pace since the first report, so that what comes before the training does not count. */
  #ownLeft(now: number): number | undefined {
    const [first, last] = [this.#first, this.#last];
    if (!first || !last || last.place <= first.place) return undefined;
    const each = (last.at - first.at) / 1000 / (last.place - first.place);
    return Math.max(0, (this.#end - last.place) * each - (now - last.at) / 1000);
  }
}

/** Scans may follow each other in an arm, each from 0 to 1: as many as the arms before had. */
class PartsOfArm {
  #key = '';
  #share = 0;
  #done = 0;
  #most = 1;

  /** Of the arm's batch, from 0 to 1. */
  shareOf({ arm, seeds, step, steps }: ClaimProgress): number {
    const key = `${arm}/${seeds}`;
    const share = steps > 0 ? Math.min(1, step / steps) : 0;
    if (key !== this.#key) this.#done = 0;
    else if (share < this.#share) this.#done++;
    this.#key = key;
    this.#share = share;
    this.#most = Math.max(this.#most, this.#done + 1);
    return (this.#done + share) / this.#most;
  }
}
