import type { Evidence } from '#claim';
import type { ScanRecord } from '#core';
import { formatNumber, plural } from './format.ts';

/** A number or words, by a name. */
export type Setting = readonly [name: string, value: string | number];

/** Settings of arms side by side. */
export interface ArmSettings {
  /** Arms of which the settings are known. */
  readonly arms: readonly string[];
  /** A name, and a value for each of the arms; what they have in common comes last. */
  readonly rows: readonly (readonly [name: string, ...values: (string | number)[]])[];
}

/** Names of the arms that were trained. */
export function armNames({ perSeed }: Pick<Evidence, 'perSeed'>): string[] {
  return Object.keys(perSeed[0]?.arms ?? {});
}

/** Sizes of the tier that was run; none where they are not known. */
export function sizeSettings({ size = {} }: Pick<Evidence, 'size'>): Setting[] {
  return leaves(size);
}

/** What arms were made of. */
export function armSettings({ settings = {}, perSeed }: Pick<Evidence, 'settings' | 'perSeed'>): ArmSettings {
  const arms = armNames({ perSeed }).filter((arm) => settings[arm]);
  const byArm = arms.map((arm) => new Map(leaves(settings[arm]!)));
  const names = [...new Set(byArm.flatMap((own) => [...own.keys()]))];
  const rows = names.map((name) => [name, ...byArm.map((own) => own.get(name) ?? '-')] as const);
  return { arms, rows: [...rows.filter(differs), ...rows.filter((row) => !differs(row))] };
}

/** Whether arms have different values of a setting. */
export function differs([, first, ...others]: readonly (string | number)[]): boolean {
  return others.some((value) => value !== first);
}

/** What a scan trained, in a line. */
export function scanText(
  arms: readonly string[],
  { name, steps, replicas, state }: Pick<ScanRecord, 'name' | 'steps' | 'replicas' | 'state'>,
): string {
  const numbers = Object.values(state).reduce(
    (sum, shape) => sum + shape.reduce((all, extent) => all * extent, 1),
    0,
  );
  const trained = `${plural(steps, 'step')} of ${plural(replicas, 'replica')}`;
  return `${arms.join(', ')}: ${name}, ${trained}, ${numbers} numbers of state each`;
}

/** Numbers and words of nested records, under their path. */
function leaves(value: Readonly<Record<string, unknown>>, path = ''): Setting[] {
  return Object.entries(value).flatMap(([key, item]): Setting[] => {
    const name = path === '' ? key : `${path}.${key}`;
    if (Array.isArray(item)) return [[name, item.map(textOf).join(', ')]];
    if (typeof item === 'object' && item !== null) return leaves(item as Record<string, unknown>, name);
    return [[name, typeof item === 'number' ? item : textOf(item)]];
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
