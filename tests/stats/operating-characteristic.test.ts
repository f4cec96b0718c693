import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { majorityPlan, operatingCharacteristic, prevalencePlan } from '#stats';
import type { OperatingCharacteristic } from '#stats';
import { describeReference, referenceCases } from './reference.ts';

const everySeed = Array.from({ length: 32 }, (_, index) => index + 1);
/** The mass of a normal with SD = ratio delta that lies within delta, from the reference of P(|Z| <= 1/ratio). */
const massWithin: Readonly<Record<string, number>> = {
  '0.5': 0.9544997361036416,
  '0.7': 0.8468725489803304,
  '1.0': 0.6826894921370859,
};

function compute(name: string): OperatingCharacteristic {
  const numbers = (name.match(/[\d.]+/g) ?? []).map(Number);
  const theta = numbers.at(-1)!;
  if (name.startsWith('five looks')) return operatingCharacteristic(theta);
  if (name.startsWith('looks to')) {
    return operatingCharacteristic(theta, {
      looks: majorityPlan.looks.filter((look) => look <= numbers[0]!),
    });
  }
  if (name.startsWith('every seed')) {
    const p1 = numbers[1]!;
    return operatingCharacteristic(theta, { looks: everySeed, p1, q1: 1 - p1 });
  }
  if (name.startsWith('containment')) return operatingCharacteristic(massWithin[/[\d.]+/.exec(name)![0]]!);
  return operatingCharacteristic(theta, prevalencePlan);
}

describeReference(
  'operating-characteristic',
  Object.fromEntries(
    referenceCases('operating-characteristic').map(({ name }) => [
      name,
      () => {
        const { supported, refuted, meanSeeds } = compute(name);
        return [supported, refuted, meanSeeds];
      },
    ]),
  ),
);

describe('operating characteristic', () => {
  it('is certain at the ends', () => {
    expect(operatingCharacteristic(1)).toEqual({ theta: 1, supported: 1, refuted: 0, meanSeeds: 8 });
    expect(operatingCharacteristic(0)).toEqual({ theta: 0, supported: 0, refuted: 1, meanSeeds: 8 });
  });

  it('never exceeds 1/threshold on the null, at any set of looks', () => {
    const sets = fc.uniqueArray(fc.integer({ min: 1, max: 48 }), { minLength: 1, maxLength: 12 });
    const nulls = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(sets, nulls, fc.constantFrom(5, 20, 100), (set, theta, threshold) => {
        const looks = [...set].sort((a, b) => a - b);
        const { supported } = operatingCharacteristic(theta, { looks, threshold });
        expect(supported).toBeLessThanOrEqual(1 / threshold);
      }),
      { numRuns: 60 },
    );
  });

  it.each([-0.1, 1.1, NaN])('has none at theta = %s', (theta) => {
    expect(() => operatingCharacteristic(theta)).toThrow(`theta must lie in [0, 1], got ${theta}`);
  });

  it('grows with theta', () => {
    const power = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95].map((theta) => operatingCharacteristic(theta).supported);
    expect(power).toEqual([...power].sort((a, b) => a - b));
  });
});
