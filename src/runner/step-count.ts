import { nextLook, type Claim, type ClaimProgress } from '#claim';
import type { CheckpointStore } from '#core';

/** One arm's training between two looks. */
interface Batch {
  readonly key: string;
  reports: number;
  /** Every report so far is one that `perSeed` makes: after each seed, with the steps of one. */
  isPerSeed: boolean;
  /** What was trained if it is, and if it is not. */
  perSeed: number;
  scanned: number;
  last: Pick<ClaimProgress, 'step' | 'steps'>;
}

/**
 * Counts what a process trains of a claim from all that is reported: replica-steps, or cases of an invariant. Scans may
 * follow each other in an arm, and what was trained before this process, a checkpoint, does not count. Programs report their
 * seeds, not steps: these are not counted.
 */
export class StepCount {
  readonly #claim: Claim;
  #before = 0;
  #batch: Batch | undefined;
  #resumed = 0;

  constructor(claim: Claim) {
    this.#claim = claim;
  }

  get trained(): number {
    const batch = this.#batch;
    return this.#before + (batch === undefined ? 0 : batch.isPerSeed ? batch.perSeed : batch.scanned);
  }

  /** @returns what was trained so far */
  add(progress: ClaimProgress): number {
    const { arm, seeds, step, steps, replicas } = progress;
    if (this.#claim.kind === 'empirical' && this.#claim.arms[arm]?.code) return this.trained;
    const batch = this.#batchOf(`${arm}/${seeds}`);
    batch.reports++;
    batch.isPerSeed &&= this.#claim.kind === 'empirical' && isOfSeed(progress, batch.reports);
    batch.perSeed += steps;
    const goesOn = steps === batch.last.steps && step > batch.last.step;
    batch.scanned += (step - (goesOn ? batch.last.step : this.#resumed)) * replicas;
    batch.last = { step, steps };
    this.#resumed = 0;
    return this.trained;
  }

  /** The store, whose checkpoints are known not to be trained here. */
  watching(store: CheckpointStore): CheckpointStore {
    const load = (key: string) => {
      const checkpoint = store.load(key);
      this.#resumed = checkpoint?.step ?? 0;
      return checkpoint;
    };
    return { ...store, load };
  }

  #batchOf(key: string): Batch {
    if (this.#batch?.key !== key) {
      this.#before = this.trained;
      const last = { step: 0, steps: 0 };
      this.#batch = { key, reports: 0, isPerSeed: true, perSeed: 0, scanned: 0, last };
    }
    return this.#batch;
  }
}

/** Whether a report is what `perSeed` says after so many seeds. */
function isOfSeed({ seeds, maxSeeds, step, steps, replicas }: ClaimProgress, done: number): boolean {
  const all = nextLook(seeds, maxSeeds) - seeds;
  return replicas === 1 && step === Math.round((steps * done) / all);
}
