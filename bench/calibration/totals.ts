import { clopperPearson } from '#stats';
import type { CalibrationResult, ClaimCalibration } from './calibration-result.ts';
import { type MeasureKind, measureKinds } from './measure-sabotages.ts';
import { type NullKind, nullKinds } from './null-checks.ts';
import type { TrainedMark } from './training/training-suite.ts';
import { trainingKinds, type TrainingSabotage } from './training/training-sabotages.ts';

/** How many of how many, with the exact 95 % interval of the share. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

export function shareOf(count: number, of: number): Share {
  const [low, high] = clopperPearson(count, of);
  return { count, of, low, high };
}

/** Of one kind of arrangements in which there is nothing to find. */
export interface NullTotal {
  readonly kind: NullKind;
  /** Claims that it has a meaning for, and all. */
  readonly claims: number;
  readonly meaningless: number;
  /** Decisions, one from each base on, and those that were supported. */
  readonly supported: Share;
  /** Decisions at which the panels held and the controls alone spoke against. */
  readonly held: number;
  /** Arrangements of which there are several decisions, and those of which the decisions differ. */
  readonly differing: Share;
}

export function nullTotals(claims: readonly ClaimCalibration[]): NullTotal[] {
  return nullKinds.map((kind) => {
    const all = claims.map(({ nulls }) => nulls[kind]);
    const checks = all.flatMap((one) => one.checks);
    const verdicts = checks.flatMap((check) => check.verdicts);
    const several = checks.filter((check) => check.verdicts.length > 1);
    const differing = several.filter((check) => new Set(check.verdicts).size > 1);
    return {
      kind,
      claims: all.filter((one) => one.checks.length > 0).length,
      meaningless: all.filter((one) => one.checks.length === 0).length,
      supported: shareOf(verdicts.filter((verdict) => verdict === 'supported').length, verdicts.length),
      held: checks.reduce((sum, { held }) => sum + held, 0),
      differing: shareOf(differing.length, several.length),
    };
  });
}

/** Of one kind of sabotages, over claims that are supported. */
export interface MeasureTotal {
  readonly kind: MeasureKind;
  readonly inert: number;
  readonly survived: number;
  readonly beside: number;
  /** Killed, of those that changed a number. */
  readonly killed: Share;
}

export function measureTotals(claims: readonly ClaimCalibration[]): MeasureTotal[] {
  return measureKinds.map((kind) => {
    const marks = claims.map(({ measures }) => measures[kind]);
    const killed = marks.reduce((sum, one) => sum + one.killed, 0);
    const survived = marks.reduce((sum, one) => sum + one.survived.length, 0);
    const beside = marks.reduce((sum, one) => sum + one.beside.length, 0);
    const inert = marks.reduce((sum, one) => sum + one.inert, 0);
    return { kind, inert, survived, beside, killed: shareOf(killed, killed + survived + beside) };
  });
}

/** Of one sabotage of the training, over claims that are supported. */
export interface TrainingTotal {
  readonly kind: TrainingSabotage;
  readonly killed: Share;
  readonly survived: number;
  readonly failed: number;
  readonly inert: number;
  readonly notRun: number;
}

export function trainingTotals({
  claims,
  trained,
}: Pick<CalibrationResult, 'claims' | 'trained'>): TrainingTotal[] {
  const supported = Object.keys(claims).filter((id) => claims[id]!.verdict === 'supported');
  return trainingKinds.map((kind) => {
    const marks = supported.flatMap((id) => {
      const mark = trained[id]?.[kind];
      return mark ? [markOf(mark)] : [];
    });
    const countOf = (mark: TrainingMark): number => marks.filter((one) => one === mark).length;
    const [killed, survived] = [countOf('killed'), countOf('survived')];
    return {
      ...{ kind, survived, killed: shareOf(killed, killed + survived) },
      ...{ failed: countOf('failed'), inert: countOf('inert'), notRun: supported.length - marks.length },
    };
  });
}

type TrainingMark = 'killed' | 'survived' | 'failed' | 'inert';

/** What became of a claim that was supported. */
export function markOf({ verdict, inert }: TrainedMark): TrainingMark {
  if (inert) return 'inert';
  if (verdict === 'failed') return 'failed';
  return verdict === 'supported' ? 'survived' : 'killed';
}
