import { median } from '#core';
import type { SeedMeasures } from '../../src/claim/panels.ts';
import { exchangesOf } from '../../src/claim/replacements.ts';
import { pooledRows, type StoredClaim } from './stored-claim.ts';
import { redecide } from './redecide.ts';

/** What became of the sabotages of a kind. A sabotage that changes no number that the claim reads is inert. */
export interface Marks {
  readonly killed: number;
  readonly inert: number;
  /** Names of those at which the verdict was supported although the effect's own numbers changed. */
  readonly survived: readonly string[];
  /** Names of those at which it was supported and only further panels, controls or requirements had other numbers. */
  readonly beside: readonly string[];
}

export const measureKinds = [
  'constant',
  'replaced arm',
  'other arm',
  'measure for measure',
  'unpaired',
] as const;

export type MeasureKind = (typeof measureKinds)[number];

type Sabotages = Readonly<Record<string, (row: SeedMeasures, index: number) => SeedMeasures>>;

/**
 * Tries each sabotage of a claim's measures:
 * `constant`: a measure has the same value, its median, in all arms of all seeds; in turn each, and all of them;
 * `replaced arm`: an arm that some control replaces has the measures of another one; every other one in turn;
 * `other arm`: the same of arms that no control replaces, which may be there for comparison alone;
 * `measure for measure`: a measure has the value of another one in all arms; all ordered pairs;
 * `unpaired`: each arm's seeds are moved on, by as many as its place, so that no two arms of a row are of one seed.
 */
export function measureSabotages(stored: StoredClaim): Readonly<Record<MeasureKind, Marks>> {
  const rows = pooledRows(stored);
  const arms = Object.keys(stored.claim.arms);
  const replaced = new Set(Object.values(exchangesOf(stored.claim)).flatMap(Object.keys));
  const measures = [...new Set(rows.flatMap((row) => Object.values(row).flatMap(Object.keys)))].sort();
  return {
    constant: tried(stored, rows, constants(rows, measures)),
    'replaced arm': tried(
      stored,
      rows,
      armForArm(arms, (arm) => replaced.has(arm)),
    ),
    'other arm': tried(
      stored,
      rows,
      armForArm(arms, (arm) => !replaced.has(arm)),
    ),
    'measure for measure': tried(stored, rows, measureForMeasure(measures)),
    unpaired: tried(stored, rows, { unpaired: (_, index) => unpaired(rows, arms, index) }),
  };
}

function tried({ claim }: StoredClaim, rows: readonly SeedMeasures[], sabotages: Sabotages): Marks {
  const own = redecide(claim, rows);
  const marks = { killed: 0, inert: 0, survived: [] as string[], beside: [] as string[] };
  for (const [name, sabotage] of Object.entries(sabotages)) {
    const { verdict, numbers, effect } = redecide(claim, rows.map(sabotage));
    if (numbers === own.numbers) marks.inert++;
    else if (verdict !== 'supported') marks.killed++;
    else marks[effect === own.effect ? 'beside' : 'survived'].push(name);
  }
  return marks;
}

function constants(rows: readonly SeedMeasures[], measures: readonly string[]): Sabotages {
  const middles = new Map(measures.map((name) => [name, middleOf(rows, name)]));
  const holding =
    (held: readonly string[]) =>
    (row: SeedMeasures): SeedMeasures =>
      everyArm(row, (own) => ({
        ...own,
        ...Object.fromEntries(held.filter((name) => name in own).map((name) => [name, middles.get(name)!])),
      }));
  const each = measures.map((name) => [name, holding([name])] as const);
  return Object.fromEntries([...each, ['all measures', holding(measures)]]);
}

function middleOf(rows: readonly SeedMeasures[], name: string): number {
  const values = rows.flatMap((row) => Object.values(row).map((own) => own[name] ?? NaN));
  const finite = values.filter(Number.isFinite);
  return finite.length > 0 ? median(finite) : NaN;
}

function everyArm(
  row: SeedMeasures,
  change: (own: SeedMeasures[string]) => SeedMeasures[string],
): SeedMeasures {
  return Object.fromEntries(Object.entries(row).map(([arm, own]) => [arm, change(own)]));
}

function armForArm(arms: readonly string[], isTried: (arm: string) => boolean): Sabotages {
  return pairsOf(arms.filter(isTried), arms, (arm, other) => (row) => ({ ...row, [arm]: row[other]! }));
}

function measureForMeasure(measures: readonly string[]): Sabotages {
  return pairsOf(
    measures,
    measures,
    (name, other) => (row) =>
      everyArm(row, (own) => (name in own ? { ...own, [name]: own[other] ?? NaN } : own)),
  );
}

function pairsOf(
  names: readonly string[],
  others: readonly string[],
  sabotage: (one: string, other: string) => Sabotages[string],
): Sabotages {
  return Object.fromEntries(
    names.flatMap((one) =>
      others.flatMap((other) => (one === other ? [] : [[`${one} is ${other}`, sabotage(one, other)]])),
    ),
  );
}

function unpaired(rows: readonly SeedMeasures[], arms: readonly string[], index: number): SeedMeasures {
  return Object.fromEntries(
    arms.map((arm, place) => [arm, rows[(index + place) % rows.length]![arm]!] as const),
  );
}
