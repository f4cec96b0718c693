import { nearMatches, UserError } from '#core';
import { show } from './describe-issues.ts';
import type { Measures } from './types.ts';

/** A name that was read and is none of those that there are. */
interface UnknownName {
  /** The arm whose measure was asked for; undefined where an arm was. */
  readonly arm?: string;
  readonly name: string;
}

/** One seed's measures, and what was read of them so far. */
export interface WatchedMeasures {
  readonly arms: Readonly<Record<string, Measures>>;
  /** Names of the measures that there are. */
  readonly measured: readonly string[];
  /** Whether a number that is not finite was read. */
  readonly wasNonFinite: () => boolean;
  /** The first arm that was read and does not exist, or measure that no arm has. */
  readonly unknownName: () => UnknownName | undefined;
}

/** Names that anything may ask of any object, as `JSON.stringify` and `String` do. */
const asksOfAny = (name: string): boolean => name in Object.prototype || name === 'toJSON';

/** Whether a name is read as that of an arm or a measure that is not there. */
export function isUnknown(name: string | symbol, known: object): name is string {
  return typeof name === 'string' && !Object.hasOwn(known, name) && !asksOfAny(name);
}

/**
 * Measures that note what is read: comparisons, `Number(a > b)` and `isNaN(a) ? 0 : a` make finite numbers out of NaN, and of
 * a misspelt name, so only the reading tells that a panel's number rests on a run that has none.
 * @param measured the names of all measures of the seed, of arms that others stand in for as well
 */
export function watchMeasures(
  arms: Readonly<Record<string, Measures>>,
  measured = namesOf(arms),
): WatchedMeasures {
  let nonFinite = false;
  let unknown: UnknownName | undefined;
  const note = (value: unknown): void => {
    if (typeof value === 'number' && !Number.isFinite(value)) nonFinite = true;
  };
  const handlerOf = (arm: string): ProxyHandler<Measures> => ({
    get(measures, name) {
      const value: unknown = Reflect.get(measures, name);
      note(value);
      if (isUnknown(name, measures)) {
        // What another arm has is a measure that this one has no number of.
        if (measured.includes(name)) nonFinite = true;
        else unknown ??= { arm, name };
      }
      return value;
    },
    getOwnPropertyDescriptor(measures, name) {
      const found = Reflect.getOwnPropertyDescriptor(measures, name);
      note(found?.value);
      return found;
    },
  });
  // Evidence that was edited may lack an arm: then the panel fails on what is missing, and the error names it.
  const watched = Object.entries<Measures | undefined>(arms).map(
    ([arm, measures]) => [arm, measures && new Proxy(measures, handlerOf(arm))] as const,
  );
  const frozen = Object.freeze(Object.fromEntries(watched)) as typeof arms;
  const read = new Proxy(frozen, {
    get(target, name) {
      if (isUnknown(name, target)) unknown ??= { name };
      return Reflect.get(target, name) as Measures;
    },
  });
  return { arms: read, wasNonFinite: () => nonFinite, unknownName: () => unknown, measured };
}

/** Names of the measures of any arm. */
export function namesOf(arms: Readonly<Record<string, Measures | undefined>>): string[] {
  return [...new Set(Object.values(arms).flatMap((measures) => Object.keys(measures ?? {})))];
}

/**
 * @param where claim and panel, as `claim toy/x: panel "gain"`
 * @throws UserError where an arm or a measure was read that does not exist, with what is near to it
 */
export function refuseUnknown(where: string, { unknownName, arms, measured }: WatchedMeasures): void {
  const unknown = unknownName();
  if (!unknown) return;
  const { arm, name } = unknown;
  if (arm === undefined)
    throw new UserError(`${where} reads ${noArm(name)}`, armHint(name, Object.keys(arms), measured));
  throw new UserError(
    `${where} reads ${show(name)} of arm ${show(arm)}, a measure that no arm has`,
    meant(name, measured) ?? `the measures are ${measured.join(', ')}`,
  );
}

/** `arm "mpl", which is no arm`. */
export const noArm = (name: string): string => `arm ${show(name)}, which is no arm`;

/** What to write in place of an arm that does not exist. */
export function armHint(name: string, arms: readonly string[], measures: readonly string[] = []): string {
  const near = meant(name, arms);
  if (near !== undefined) return near;
  const known = `the arms are ${arms.join(', ')}`;
  const [measure] = nearMatches(name, measures);
  return measure === undefined ? known : `measures are of an arm, as ${arms[0]}.${measure} is; ${known}`;
}

/** A question after names that are near, where there are any. */
export function meant(name: string, known: readonly string[]): string | undefined {
  const near = nearMatches(name, known);
  return near.length > 0 ? `did you mean ${near.join(' or ')}?` : undefined;
}
