import { describe, expect, it } from 'vitest';
import { exactBehaviour, martingaleDefect, simulateNull, supportsWhenFailuresFinishLate } from './checks.ts';
import { brokenEngines, ourEngine } from './engines.ts';
import type { DecisionEngine, Sabotage } from './engines.ts';
import { laws } from './laws.ts';
import type { LawName } from './laws.ts';

/** The checks of our engine as yes or no, with the alarms that its own tests use. */
const checks = {
  martingale: (engine: DecisionEngine) => martingaleDefect(engine) < 1e-12,
  crossing: (engine: DecisionEngine) => {
    const { supported, refuted } = exactBehaviour(engine)(0.5);
    return Math.max(Math.abs(supported - 0.00721), Math.abs(refuted - 0.00721)) < 5e-6;
  },
  'null streams': (engine: DecisionEngine) =>
    simulateNull(engine, 'discrete with ties', 20_000).supported <= 200,
  'late failures': (engine: DecisionEngine) => supportsWhenFailuresFinishLate(engine, 2000) <= 28,
} as const;

type Check = keyof typeof checks | LawName;

const passes = (check: Check, engine: DecisionEngine): boolean =>
  check in checks
    ? checks[check as keyof typeof checks](engine)
    : laws[check as LawName](engine, { seed: 20_261_121 }) === undefined;

/** Which checks must notice which sabotage. */
const caughtBy: Readonly<Record<Sabotage, readonly Check[]>> = {
  'bet factor .3 instead of .2': ['martingale', 'crossing'],
  'looks after every seed': ['crossing', 'the order of seeds inside a batch changes nothing'],
  'judges whichever seeds finished': ['late failures', 'the order in which seeds finish changes nothing'],
  'judges whichever seeds finished, after every seed': ['late failures', 'crossing'],
  'reads the threshold as a natural logarithm': ['crossing'],
  'refutes where evidence for falls to 1/100': [
    'martingale',
    'crossing',
    'negating effects and margin swaps the verdict',
  ],
  'forgets a decision when seeds are added': ['crossing', 'seeds added after a decision change nothing'],
  'judges by the last eight seeds': ['crossing'],
  'takes ties for successes': ['null streams'],
  'ignores the direction of the effect': ['exchanging the arms of a supported claim refutes it'],
  'takes NaN for a success': ['seeds without a finite effect never support'],
  'squares the effect before comparing': ['a strictly increasing rescaling changes nothing'],
};

const cases = Object.entries(caughtBy).flatMap(([sabotage, by]) =>
  by.map((check) => [sabotage as Sabotage, check] as const),
);

describe('a broken engine is noticed', () => {
  it.each(cases)('%s: by "%s"', (sabotage, check) => {
    expect(passes(check, brokenEngines[sabotage])).toBe(false);
  });

  it.each([...Object.keys(checks), ...Object.keys(laws)] as Check[])('and ours is not: "%s"', (check) => {
    expect(passes(check, ourEngine)).toBe(true);
  });

  it('every law and every check notices at least one', () => {
    const used = new Set<string>(Object.values(caughtBy).flat());
    const idle = [...Object.keys(checks), ...Object.keys(laws)].filter((check) => !used.has(check));
    expect(idle).toEqual([]);
  });
});
