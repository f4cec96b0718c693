import { existsSync, readFileSync } from 'node:fs';
import { canonicalJson, writeFileAtomic } from '#core';
import type { ImpossibleRule } from './impossible-rules.ts';
import type { Marks, MeasureKind } from './measure-sabotages.ts';
import type { NullChecks, NullKind } from './null-checks.ts';
import type { ShuffledArms } from './shuffled-arms.ts';
import type { SimulatedNull } from './simulated-nulls.ts';
import { summaryOf } from './summary.ts';
import type { TrainedMarks } from './training/training-suite.ts';

/** What was found of a claim from its stored runs. */
export interface ClaimCalibration {
  /** Hash of the programs that found it. */
  readonly programs: string;
  /** Digests of the evidence that it follows from, by seed base. */
  readonly evidence: Readonly<Record<string, string>>;
  /** The verdict of the published base. */
  readonly verdict: string;
  readonly nulls: Readonly<Record<NullKind, NullChecks>>;
  readonly shuffled: ShuffledArms;
  readonly measures: Readonly<Record<MeasureKind, Marks>>;
}

/** What `npm run calibrate` found. */
export interface CalibrationResult {
  readonly tier: 'smoke';
  readonly date: string;
  readonly commit: string;
  readonly claims: Readonly<Record<string, ClaimCalibration>>;
  /** Of sabotaged trainings; what is not there was not run. */
  readonly trained: TrainedMarks;
  /** Hash of what simulated. */
  readonly simulation: string;
  readonly simulated: readonly SimulatedNull[];
  readonly impossible: readonly ImpossibleRule[];
}

export function readCalibration(path: string): CalibrationResult | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as CalibrationResult) : undefined;
}

/** With the summary that pages of evidence quote. */
export function writeCalibration(path: string, result: CalibrationResult): void {
  writeFileAtomic(path, `${canonicalJson({ ...result, summary: summaryOf(result) }, 1)}\n`);
}
