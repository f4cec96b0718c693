import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClaimProgress } from '#claim';
import { createDisplay } from '../../src/runner/verify-progress.ts';
import { PaceMeter, progressText } from '../../src/runner/progress-text.ts';
import { toyEvidence } from '../report/toy-evidence.ts';
import { toyRun } from '../report/toy-run.ts';

const progress = (changes: Partial<ClaimProgress> = {}): ClaimProgress => ({
  id: 'toy-paper/holds',
  arm: 'pushed',
  armIndex: 0,
  arms: 2,
  seeds: 8,
  maxSeeds: 16,
  step: 100,
  steps: 400,
  replicas: 4,
  ...changes,
});

describe('PaceMeter', () => {
  it('counts replica-steps since the first report, and the time that the rest will take', () => {
    const meter = new PaceMeter();
    expect(meter.measure(progress({ step: 100 }), 5_000)).toBeUndefined();
    expect(meter.measure(progress({ step: 200 }), 7_000)).toEqual({ rate: 200, left: 4 });
  });

  it('the next arm, the next seeds and a step back start anew', () => {
    const meter = new PaceMeter();
    meter.measure(progress(), 0);
    expect(meter.measure(progress({ arm: 'still', step: 200 }), 1000)).toBeUndefined();
    expect(meter.measure(progress({ arm: 'still', seeds: 12, step: 300 }), 2000)).toBeUndefined();
    expect(meter.measure(progress({ arm: 'still', seeds: 12, step: 10 }), 3000)).toBeUndefined();
  });

  it('no time passed, no step done: no division by zero', () => {
    const meter = new PaceMeter();
    meter.measure(progress(), 1000);
    expect(meter.measure(progress({ step: 200 }), 1000)).toBeUndefined();
    expect(meter.measure(progress(), 2000)).toBeUndefined();
  });
});

describe('progressText', () => {
  it('fits a terminal of 100 columns', () => {
    const text = progressText(progress(), { rate: 1234.5, left: 75 });
    expect(text).toBe('toy-paper/holds  pushed 1/2  seeds 8/16  step 100/400  1235 steps/s  1 min 15 s left');
    expect(text.length).toBeLessThan(100);
  });
});

describe('createDisplay without a terminal', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function display(): { readonly lines: string[]; readonly shown: ReturnType<typeof createDisplay> } {
    const lines: string[] = [];
    const stream = { write: (text: string) => lines.push(text.trimEnd()) } as unknown as NodeJS.WriteStream;
    return { lines, shown: createDisplay({ stream }) };
  }

  it('one line per finished claim, however many reports come', () => {
    const { lines, shown } = display();
    shown.handle({ type: 'started', id: 'toy-paper/holds' });
    for (let step = 0; step < 400; step++) shown.handle({ type: 'progress', progress: progress({ step }) });
    shown.handle({ type: 'judged', fromKept: false, stored: { evidence: toyEvidence(), run: toyRun } });
    shown.handle({ type: 'failed', id: 'toy-paper/dies', message: 'out of memory', detail: '' });
    shown.close();
    expect(lines).toEqual([
      '[1/0] ✓ toy-paper/holds: supported 8/8 · E=110 · +0.215 (>= +0.14) · smoke (12 s)',
      '[2/0] ✗ toy-paper/dies: not judged: out of memory',
    ]);
  });

  it('a sign of life every ten seconds while claims run, none after', () => {
    const { lines, shown } = display();
    shown.handle({ type: 'started', id: 'toy-paper/holds' });
    vi.advanceTimersByTime(9_999);
    expect(lines).toEqual([]);
    vi.advanceTimersByTime(1);
    shown.handle({ type: 'progress', progress: progress() });
    vi.advanceTimersByTime(10_000);
    expect(lines).toEqual([
      '... toy-paper/holds  starting',
      '... toy-paper/holds  pushed 1/2  seeds 8/16  step 100/400',
    ]);
    shown.close();
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(2);
  });
});
