import { readFileSync } from 'node:fs';
import { hashOf } from '#core';
import { tryTrainingSabotage, type TrainedOutcome } from './try-training-sabotage.ts';
import { trainingKinds, type TrainingSabotage, trainingSabotages } from './training-sabotages.ts';

/** What a sabotage of the training made of a claim. */
export interface TrainedMark {
  /** What it follows from: the evidence, the sabotage and what tries it. */
  readonly key: string;
  /** The verdict with its kind; `failed` where judging ended with an error. */
  readonly verdict: string;
  /** Whether every measure of every seed is the published one: the claim has no use for what was replaced. */
  readonly inert: boolean;
  readonly problem?: string;
}

/** By claim and sabotage; what is not there was not run. */
export type TrainedMarks = Readonly<Record<string, Readonly<Partial<Record<TrainingSabotage, TrainedMark>>>>>;

/** What is published of a claim. */
export interface PublishedClaim {
  readonly id: string;
  readonly digest: string;
  /** Seconds that its verdict took, with those of the claims that it shares its runs with. */
  readonly seconds: number;
  /** Measures of every seed and arm. */
  readonly measures: readonly unknown[];
}

/** Marks that still follow from what is there. */
export function currentMarks(marks: TrainedMarks, published: readonly PublishedClaim[]): TrainedMarks {
  return Object.fromEntries(
    published.map((claim) => [
      claim.id,
      Object.fromEntries(
        trainingKinds.flatMap((kind) => {
          const mark = marks[claim.id]?.[kind];
          return mark?.key === keyOf(claim, kind) ? [[kind, mark]] : [];
        }),
      ),
    ]),
  );
}

export interface TrainingOptions {
  readonly published: readonly PublishedClaim[];
  /** Marks that need not be found again. */
  readonly before: TrainedMarks;
  /** No claim is judged once so many seconds of processors were used. */
  readonly cpuSeconds: number;
  readonly judge: (id: string, sabotage: TrainingSabotage) => Promise<TrainedOutcome>;
  /** Told every mark as soon as it is there. */
  readonly onMark: (id: string, sabotage: TrainingSabotage, mark: TrainedMark) => void;
}

/** Tries every sabotage on every claim, the cheapest claims first, one at a time. */
export async function trainSuite(options: TrainingOptions): Promise<void> {
  const { published, before, cpuSeconds, judge, onMark } = options;
  let used = 0;
  for (const claim of published.toSorted((a, b) => a.seconds - b.seconds)) {
    for (const sabotage of trainingKinds) {
      const key = keyOf(claim, sabotage);
      if (before[claim.id]?.[sabotage]?.key === key) continue;
      if (used >= cpuSeconds) return;
      const { verdict, measures, problem, cpuSeconds: took } = await judge(claim.id, sabotage);
      used += took;
      const inert = hashOf(measures) === hashOf(claim.measures);
      onMark(claim.id, sabotage, { key, verdict, inert, ...(problem !== undefined && { problem }) });
    }
  }
}

/** Judges a claim of a folder in a process of its own. */
export const judgeIn =
  (claims: string): TrainingOptions['judge'] =>
  (id, sabotage) =>
    tryTrainingSabotage(claims, id, sabotage);

function keyOf({ digest }: PublishedClaim, sabotage: TrainingSabotage): string {
  const files = [
    'sabotage-hook.mjs',
    'sabotage-worker.ts',
    ...Object.values(trainingSabotages[sabotage]).map((name) => `replacements/${name}`),
  ];
  return hashOf([
    digest,
    sabotage,
    files.map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8')),
  ]);
}
