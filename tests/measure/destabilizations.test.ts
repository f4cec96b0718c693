import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destabilizations, periodMinima, summarizeDestabilizations } from '#measure';

const classes = 4;

interface Period {
  /** Steps of decay before the explosion. */
  readonly decay: number;
  /** Decades by which the loss falls in the decay, below the 10^0 at its start. */
  readonly depth: number;
  /** Steps that the loss stays at its peak. */
  readonly burst: number;
  /** Decades of the peak above 1. */
  readonly height: number;
}

const periods = fc.array(
  fc.record({
    decay: fc.integer({ min: 4, max: 30 }),
    depth: fc.double({ min: 1.8, max: 6, noNaN: true }),
    burst: fc.integer({ min: 1, max: 5 }),
    // So high that the way from the recovery to the next decay's start, at 1, is no event.
    height: fc.double({ min: 0.25, max: 2, noNaN: true }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** A sawtooth with its events by construction: linear decay of log10 loss, a jump, and the next decay. */
function sawtooth(parts: readonly Period[]) {
  const loss: number[] = [];
  const norm: number[] = [];
  const events: { trough: number; onset: number; peak: number; recovered: number }[] = [];
  for (const { decay, depth, burst, height } of parts) {
    for (let at = 0; at < decay; at++) {
      loss.push(10 ** ((-depth * at) / (decay - 1)));
      norm.push(3 * 0.99 ** at);
    }
    const onset = loss.length;
    for (let at = 0; at < burst; at++) {
      loss.push(10 ** height);
      norm.push(3 * 1.2 ** (at + 1));
    }
    // One step far down ends the event; the next period starts there.
    loss.push(10 ** (height - 1.7));
    norm.push(3);
    events.push({ trough: onset - 1, onset, peak: onset, recovered: onset + burst });
  }
  return { loss, norm, events };
}

describe('destabilizations', () => {
  it('finds the events of a sawtooth where they were put, joint with the jumps of the norm', () => {
    fc.assert(
      fc.property(periods, (parts) => {
        const { loss, norm, events } = sawtooth(parts);
        const found = destabilizations({ loss, norm, classes });
        expect(found.events).toEqual(events.map((event) => ({ ...event, joint: true })));
        expect(found.divergedAt).toBeUndefined();
      }),
    );
  });

  it('reverses at the same points whatever the unit of the loss', () => {
    fc.assert(
      fc.property(periods, fc.integer({ min: -3, max: 6 }), (parts, exponent) => {
        const { loss, norm } = sawtooth(parts);
        const scaled = loss.map((value) => value * 2 ** exponent);
        // One class: every peak counts, as ln(1) / 2 = 0; only the peak rule knows the unit.
        expect(destabilizations({ loss: scaled, norm, classes: 1 })).toEqual(
          destabilizations({ loss, norm, classes: 1 }),
        );
      }),
    );
  });

  const burst = [1, 0.1, 0.01, 0.001, 2, 3, 0.05, 0.01];
  const jump = [3, 2.9, 2.8, 2.7, 3.5, 4, 3.9, 3.8];

  it('counts no peak below half the loss of guessing', () => {
    const found = (factor: number) =>
      destabilizations({ loss: burst.map((value) => value * factor), norm: jump, classes }).events.length;
    // The peak is 3 * factor, ln(4) / 2 is 0.693.
    expect(found(0.24)).toBe(1);
    expect(found(0.23)).toBe(0);
  });

  it('a norm that does not jump makes no joint event: the sphere', () => {
    const event = (norm: number[]) => destabilizations({ loss: burst, norm, classes }).events[0];
    expect(event(jump)).toMatchObject({ onset: 4, joint: true });
    expect(event(burst.map(() => 3))).toMatchObject({ onset: 4, joint: false });
    expect(event(jump.map((value) => 3 + (value - 3) / 10))).toMatchObject({ joint: false });
  });

  it('a jump of the norm in an earlier or later period is not joint', () => {
    const again = [0.001, 2, 3, 0.05];
    const loss = [...burst, ...again];
    const norm = [...jump, ...again.map(() => 3.7)];
    const joint = (series: number[]) =>
      destabilizations({ loss, norm: series, classes }).events.map((event) => event.joint);
    expect(joint(norm)).toEqual([true, false]);
    const late = loss.map((_, at) => (at < 9 ? 3 - at / 100 : 4 - at / 100));
    expect(joint(late)).toEqual([false, true]);
  });

  it('an event that is open at the end is not counted', () => {
    const found = destabilizations({ loss: burst.slice(0, 6), norm: jump.slice(0, 6), classes });
    expect(found.events).toEqual([]);
    expect(found.open).toEqual({ trough: 3, onset: 4, peak: 5, recovered: undefined });
  });

  it.each([
    ['NaN', NaN],
    ['Infinity', Infinity],
  ])('%s in the loss ends the series: divergence is not a recovery', (_, bad) => {
    const loss = [...burst.slice(0, 6), bad, 0.01, 0.001];
    const found = destabilizations({ loss, norm: loss.map(() => 3), classes });
    expect(found.events).toEqual([]);
    expect(found.open).toMatchObject({ onset: 4, peak: 5 });
    expect(found.divergedAt).toBe(6);
  });

  it('a run that jumps straight to Infinity and back has no event', () => {
    const loss = [1, 0.001, Infinity, 0.001, 0.001];
    const found = destabilizations({ loss, norm: loss.map(() => 3), classes });
    expect(found).toEqual({ events: [], open: undefined, divergedAt: 2 });
  });

  it('NaN in the norm ends the series too', () => {
    const norm = jump.map((value, at) => (at === 5 ? NaN : value));
    expect(destabilizations({ loss: burst, norm, classes })).toMatchObject({ events: [], divergedAt: 5 });
  });

  it('underflow: a loss of exactly 0 is a finite trough', () => {
    const loss = burst.map((value) => (value === 0.001 ? 0 : value));
    expect(destabilizations({ loss, norm: jump, classes }).events).toHaveLength(1);
  });

  it('refuses series of different lengths', () => {
    expect(() => destabilizations({ loss: [1, 2], norm: [1], classes })).toThrow(
      /norm has 1 points, expected 2/,
    );
  });
});

describe('periodMinima', () => {
  it('takes each completed period from recovery to the next onset, not the last', () => {
    const { loss, norm } = sawtooth([
      { decay: 5, depth: 5, burst: 2, height: 1 },
      { decay: 5, depth: 2, burst: 2, height: 1 },
      { decay: 5, depth: 3, burst: 1, height: 1 },
    ]);
    const { events } = destabilizations({ loss: [...loss, 1e-9], norm: [...norm, 3], classes });
    expect(periodMinima(loss, events).map(Math.log10)).toEqual([
      expect.closeTo(-2, 9) as number,
      expect.closeTo(-3, 9) as number,
    ]);
  });
});

describe('summarizeDestabilizations', () => {
  it('reports counts, intervals and the share of falling norm', () => {
    const part = { decay: 9, depth: 4, burst: 3, height: 1 };
    const { loss, norm } = sawtooth([part, part, part, part, part]);
    const summary = summarizeDestabilizations(destabilizations({ loss, norm, classes }), norm);
    // A period from onset to onset has 13 points: 2 rises and a fall in the burst, a tie, 8 falls, and the next rise.
    expect(summary).toEqual({
      events: 5,
      jointEvents: 5,
      firstOnset: 9,
      meanInterval: 13,
      intervalCv: 0,
      recoverySteps: 3,
      sawtoothShare: 9 / 13,
      diverged: 0,
    });
  });

  it('without events: zero counts, and NaN where there is nothing to measure', () => {
    const calm = destabilizations({ loss: [3, 2, 1], norm: [1, 1, 1], classes });
    expect(summarizeDestabilizations(calm, [1, 1, 1])).toEqual({
      events: 0,
      jointEvents: 0,
      firstOnset: NaN,
      meanInterval: NaN,
      intervalCv: NaN,
      recoverySteps: NaN,
      sawtoothShare: NaN,
      diverged: 0,
    });
  });

  it('marks a diverged run', () => {
    const found = destabilizations({ loss: [1, NaN], norm: [1, 1], classes });
    expect(summarizeDestabilizations(found, [1, 1]).diverged).toBe(1);
  });
});
