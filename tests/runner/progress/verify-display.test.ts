import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClaimProgress } from '#claim';
import type { VerifyEvent } from '#runner';
import { createDisplay } from '../../../src/runner/progress/verify-display.ts';
import { toyEvidence } from '../../report/toy-evidence.ts';
import { toyRun } from '../../report/toy-run.ts';

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

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createDisplay without a terminal', () => {
  function display(): { readonly lines: string[]; readonly shown: ReturnType<typeof createDisplay> } {
    const lines: string[] = [];
    const stream = { write: (text: string) => lines.push(text.trimEnd()) } as unknown as NodeJS.WriteStream;
    return { lines, shown: createDisplay({ stream }) };
  }

  it('one line per finished claim, however many reports come, with the steps of a second', () => {
    const { lines, shown } = display();
    shown.handle({ type: 'started', id: 'toy-paper/holds' });
    for (let step = 0; step < 400; step++)
      shown.handle({ type: 'progress', progress: progress({ step }), trained: 4 * step });
    const stored = { evidence: toyEvidence(), run: toyRun };
    shown.handle({ type: 'judged', fromKept: false, trained: 1600, stored });
    shown.handle({ type: 'judged', fromKept: true, trained: 0, stored });
    shown.handle({ type: 'failed', id: 'toy-paper/dies', message: 'out of memory', detail: '' });
    shown.close();
    const verdict = '✓ toy-paper/holds: supported 8/8 · E=110 · +0.215 (>= +0.14) · smoke';
    expect(lines).toEqual([
      `[1/0] ${verdict} (12 s, 130 steps/s)`,
      `[2/0] ${verdict} (12 s, judged again from kept numbers)`,
      '[3/0] ✗ toy-paper/dies: not judged: out of memory',
    ]);
  });

  it('a line a minute while claims run, none after', () => {
    const { lines, shown } = display();
    const ids = ['toy-paper/holds', 'toy-paper/\u001b[2J', 'toy-paper/later'];
    shown.handle(planned(ids, 2));
    lines.length = 0;
    for (const id of ids.slice(0, 2)) shown.handle({ type: 'started', id });
    vi.advanceTimersByTime(20_000);
    shown.handle({ type: 'progress', progress: progress({ step: 0 }), trained: 0 });
    vi.advanceTimersByTime(20_000);
    shown.handle({ type: 'progress', progress: progress({ step: 200 }), trained: 1600 });
    vi.advanceTimersByTime(19_999);
    expect(lines).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(lines).toEqual([
      '... 0 of 3 decided after 1 min 00 s, 2 min 20 s left, 40 steps/s; running: toy-paper/holds (40 s left), toy-paper/\\u001b[2J',
    ]);
    for (const id of ids.slice(0, 2)) shown.handle({ type: 'stopped', id });
    vi.advanceTimersByTime(60_000);
    shown.close();
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(1);
  });
});

describe('createDisplay on a terminal of 80 columns', () => {
  it('shows each running claim and all of them in lines that fit, what matters most first', () => {
    const frames: string[] = [];
    const live = Object.assign((text: string) => void frames.push(text), {
      ...{ clear: () => undefined, done: () => undefined, persist: () => undefined },
    });
    const shown = createDisplay({ stream: { columns: 80 } as NodeJS.WriteStream, live });
    const ids = ['normalized-sgd/escape-vanishing-noise', 'toy-paper/theorem', 'toy-paper/later'];
    shown.handle(planned(ids, 3));
    for (const id of ids) shown.handle({ type: 'started', id });
    vi.advanceTimersByTime(1000);
    const cases = { id: 'toy-paper/theorem', arm: 'property', seeds: 0, maxSeeds: 300, steps: 300 };
    for (const [step, trained] of [[0, 0], [100, 123_456]] as const) {
      shown.handle({ type: 'progress', progress: progress({ id: ids[0]!, step, seeds: 0 }), trained });
      shown.handle({ type: 'progress', progress: progress({ ...cases, step }), trained: step });
      vi.advanceTimersByTime(1000);
    } // prettier-ignore
    shown.close();
    const lines = frames.at(-1)!.split('\n');
    expect(lines).toEqual([
      'normalized-sgd/escape-vanishing-noise  6 s left  123456 steps/s  seeds 0/16   p',
      'toy-paper/theorem                      4 s left  100 cases/s     cases 0/300  p',
      'toy-paper/later                                  starting',
      '0 of 3 decided after 3.0 s, 6 s left, 61728 steps/s',
    ]);
    for (const line of lines) expect(line.length).toBeLessThan(80);
  });
});

/** A plan of claims that were never published. */
const planned = (ids: readonly string[], jobs: number): VerifyEvent =>
  ({
    ...{ type: 'planned', jobs, environment: toyRun.environment },
    plan: {
      ...{ reuse: [], refused: [], without: [] },
      run: ids.map((id) => ({ entry: { id, kind: id.endsWith('theorem') ? 'invariant' : 'empirical' } })),
    },
  }) as unknown as VerifyEvent;
