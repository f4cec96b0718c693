import { canonicalJson, type Tier } from '#core';
import type { Evidence } from './evidence-types.ts';
import type { ArmRunner, EmpiricalClaim } from './types.ts';

/**
 * An arm that says what it was made of: the setting is data of the evidence, so that a reader of a report sees wherein the arms
 * of a claim differ.
 * @param setting numbers, texts, truth values, lists and records of them; what is undefined or a function is left out
 * @param train the arm
 * @returns the arm, with its setting
 * @throws TypeError at a promise, a map or a set in the setting
 */
export function arm<Size>(setting: object, train: ArmRunner<Size>): ArmRunner<Size> {
  const named: ArmRunner<Size> = (run, size) => train(run, size);
  return Object.assign(named, train, { setting: plain(setting) });
}

/** The sizes of the tier, and the settings of the arms that have any. */
export function settingsOf({ arms, tiers }: EmpiricalClaim, tier: Tier): Pick<Evidence, 'size' | 'settings'> {
  const settings = Object.entries(arms).flatMap(([name, { setting }]) =>
    setting ? [[name, setting] as const] : [],
  );
  const size = tiers[tier];
  return {
    ...(size && { size: plain(size) }),
    ...(settings.length > 0 && { settings: Object.fromEntries(settings) }),
  };
}

/** As it is stored: functions and what is undefined are left out. */
function plain(value: object): Readonly<Record<string, unknown>> {
  return JSON.parse(canonicalJson(value)) as Record<string, unknown>;
}
