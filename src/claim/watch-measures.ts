import type { Measures } from './types.ts';

/** One seed's measures, and whether a number that is not finite was read from them so far. */
export interface WatchedMeasures {
  readonly arms: Readonly<Record<string, Measures>>;
  readonly wasNonFinite: () => boolean;
}

/**
 * Measures that note what is read: comparisons, `Number(a > b)` and `isNaN(a) ? 0 : a` make finite numbers out of NaN, so
 * only the reading tells that a panel's number rests on a run that has none.
 */
export function watchMeasures(arms: Readonly<Record<string, Measures>>): WatchedMeasures {
  let nonFinite = false;
  const note = (value: unknown): void => {
    if (typeof value === 'number' && !Number.isFinite(value)) nonFinite = true;
  };
  const handler: ProxyHandler<Measures> = {
    get(measures, name) {
      const value: unknown = Reflect.get(measures, name);
      note(value);
      return value;
    },
    getOwnPropertyDescriptor(measures, name) {
      const found = Reflect.getOwnPropertyDescriptor(measures, name);
      note(found?.value);
      return found;
    },
  };
  // Evidence that was edited may lack an arm: then the panel fails on what is missing, and the error names it.
  const watched = Object.entries<Measures | undefined>(arms).map(
    ([arm, measures]) => [arm, measures && new Proxy(measures, handler)] as const,
  );
  const frozen = Object.freeze(Object.fromEntries(watched)) as typeof arms;
  return { arms: frozen, wasNonFinite: () => nonFinite };
}
