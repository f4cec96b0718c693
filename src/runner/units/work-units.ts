import { resolve } from 'node:path';
import type { ClaimKind } from '#claim';
import { openLedger } from '#ledger';
import { UserError } from '#core';
import { cores } from '../environment.ts';
import { checkWritable } from '../evidence-store.ts';
import type { TrainingReport, UnitOutcome } from '../protocol.ts';
import type { RecordedRun } from '../recorded-runs.ts';
import { planUnits, type UnitOptions, type UnitPlan } from './plan-units.ts';
import { trainUnits } from './train-units.ts';
import { unitText, type Unit } from './unit.ts';

/** A unit that will be trained: whose it is, and what it is expected to take. */
interface WaitingUnit {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly recorded: RecordedRun | undefined;
}

/** What happens while units are trained; `id` is whose a unit is. */
export type WorkEvent =
  | { readonly type: 'note'; readonly text: string }
  | {
      readonly type: 'units';
      readonly units: readonly WaitingUnit[];
      readonly jobs: number;
      readonly engine: string;
    }
  | { readonly type: 'started'; readonly id: string }
  | ({ readonly type: 'progress' } & TrainingReport)
  | { readonly type: 'trained'; readonly id: string; readonly seconds: number }
  | { readonly type: 'untrained'; readonly id: string; readonly key: string; readonly message: string }
  | { readonly type: 'stopped'; readonly id: string };

export interface WorkOptions extends Omit<UnitOptions, 'filters'> {
  /** Units trained at the same time; default as many as there are cores. */
  readonly jobs?: number | undefined;
  readonly onEvent?: (event: WorkEvent) => void;
  /** Ends at once. */
  readonly kill?: AbortSignal | undefined;
}

/** How the training of units ended. */
export interface WorkResult {
  readonly trained: readonly Unit[];
  readonly failed: readonly { readonly unit: Unit; readonly message: string }[];
  /** Keys of units that the run was stopped before. */
  readonly unfinished: readonly string[];
}

/**
 * Trains units into the ledger and judges nothing.
 * @param keys keys of `planUnits`, or what they begin with
 * @throws UserError before any training where a key is of no unit of the present plan
 */
export async function workUnits(keys: readonly string[], options: WorkOptions): Promise<WorkResult> {
  const { ledger, onEvent: emit = () => undefined, stop, kill } = options;
  checkWritable([ledger], 'work in a folder that you may write to: what is trained is kept there');
  const { results } = openLedger(resolve(ledger));
  const isDone = (key: string): boolean => /^[0-9a-f]{64}$/.test(key) && results.load(key) !== undefined;
  const open = keys.filter((key) => !isDone(key));
  const plan = open.length > 0 ? await planUnits({ ...options, filters: [] }) : undefined;
  const asked = new Set(plan ? open.map((key) => unitOf(key, plan)) : []);
  const units = [...asked].filter(({ done }) => !done);
  const before = new Set(keys).size - units.length;
  if (before > 0) emit({ type: 'note', text: `${before} of ${keys.length} done already` });
  if (!plan || units.length === 0) return { trained: [], failed: [], unfinished: [] };
  return train(units, plan, { ...options, emit, stop, kill });
}

type TrainOptions = WorkOptions & { readonly emit: (event: WorkEvent) => void };

async function train(
  units: readonly Unit[],
  { tier, seedBase, engine, tasks }: UnitPlan,
  { family = 'judge', ledger, emit, stop, kill, ...options }: TrainOptions,
): Promise<WorkResult> {
  const jobs = Math.max(1, Math.min(options.jobs ?? cores, units.length));
  const threads = Math.max(1, Math.floor(cores / jobs));
  const kindOf = ({ key }: Unit): ClaimKind => tasks.get(key)!.entry.kind;
  const waiting = units.map((unit) => waitingOf(unit, kindOf(unit)));
  emit({ type: 'units', units: waiting, jobs, engine });
  const outcomes = new Map<Unit, UnitOutcome>();
  await trainUnits(units, {
    ...{ jobs, stop, kill, tasks },
    settings: { tier, family, seedBase, engine, threads, ledger: resolve(ledger), fresh: false },
    onStart: (unit) => emit({ type: 'started', id: unitText(unit) }),
    onProgress: (unit, report) => emit({ type: 'progress', ...ofUnit(unit, kindOf(unit), report) }),
    onOutcome: (unit, outcome) => {
      outcomes.set(unit, outcome);
      emit(eventOf(unit, outcome));
    },
  });
  const endedAs = (type: UnitOutcome['type'] | undefined) =>
    units.filter((unit) => outcomes.get(unit)?.type === type);
  return {
    trained: endedAs('trained'),
    failed: [...outcomes].flatMap(([unit, outcome]) =>
      outcome.type === 'failed' ? [{ unit, message: outcome.message }] : [],
    ),
    unfinished: [...endedAs('stopped'), ...endedAs(undefined)].map(({ key }) => key),
  };
}

function waitingOf(unit: Unit, kind: ClaimKind): WaitingUnit {
  const { seconds } = unit;
  const [from, to] = unit.seeds;
  return { id: unitText(unit), kind, recorded: seconds === null ? undefined : { seconds, seeds: to - from } };
}

function eventOf(unit: Unit, outcome: UnitOutcome): WorkEvent {
  const id = unitText(unit);
  if (outcome.type !== 'failed') return { ...outcome, id };
  return { type: 'untrained', id, key: unit.key, message: outcome.message };
}

/** The report of a unit as of something that has one arm, and no seeds but its own. */
function ofUnit(unit: Unit, kind: ClaimKind, { progress, trained }: TrainingReport): TrainingReport {
  const id = unitText(unit);
  if (kind === 'invariant') return { progress: { ...progress, id }, trained };
  const [from, to] = unit.seeds;
  return {
    progress: { ...progress, id, armIndex: 0, arms: 1, seeds: 0, maxSeeds: to - from },
    trained,
  };
}

/** A few signs begin a key by chance, and none at all begin every one. */
const leastKey = 6;

/** @throws UserError where none or several units begin so */
function unitOf(key: string, { units, tier, seedBase, engine, judged, refused }: UnitPlan): Unit {
  if (key.length < leastKey) {
    throw new UserError(`"${key}" is too short for a key`, `write at least ${leastKey} signs of it`);
  }
  const found = units.filter((unit) => unit.key.startsWith(key));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    throw new UserError(`"${key}" begins the keys of ${found.length} units`, 'write more of the key');
  }
  const [first] = refused;
  const others = [
    ...(judged.length > 0 ? [`${judged.length} claims have evidence that still holds and need none`] : []),
    ...(first ? [`${first.id} cannot be read (${first.message})`] : []),
  ];
  throw new UserError(
    `no unit of the plan has the key "${key}" at tier ${tier}, seed base ${seedBase}, engine ${engine}`,
    [
      '"claimcheck plan" with the same options lists the units; keys change with what is trained, and with versions',
      ...others,
    ].join('; '),
  );
}
