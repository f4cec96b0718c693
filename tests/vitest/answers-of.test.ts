import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import type { StoredEvidence } from '#report';
import { answerOfError, answersOf } from '../../src/vitest/answers-of.ts';
import { toyEvidence } from '../report/toy-evidence.ts';
import { toyRun } from '../report/toy-run.ts';

const stored = (changes: Partial<StoredEvidence['evidence']> = {}): StoredEvidence => ({
  evidence: toyEvidence(changes),
  run: toyRun,
});
const { id: toyId } = toyEvidence();
const planned = { run: [], reuse: [], refused: [], without: [] };
const environment = toyRun.environment;

describe('what the tests of claims are told', () => {
  it('a verdict that is expected, and one that is not, with all that they rest on', () => {
    const [[id, fine]] = answersOf(
      { type: 'judged', fromKept: false, trained: 0, stored: stored() },
      'out',
    ) as [[string, unknown]];
    expect(fine).toMatchObject({
      type: 'judged',
      expected: true,
      reused: false,
      facts: { id, outcome: 'supported' },
    });
    const answers = answersOf(
      { type: 'judged', fromKept: false, trained: 0, stored: stored({ expected: 'refuted' }) },
      'out',
    );
    expect(answers).toEqual([
      [
        id,
        expect.objectContaining({
          expected: false,
          failure: expect.stringMatching(
            new RegExp(
              `^${id} is supported, expected refuted: .* \\[supported .*\\]\\n {2}evidence: out/evidence/${id}.json$`,
            ),
          ) as unknown,
        }),
      ],
    ]);
  });

  it('what a plan settles: evidence that holds, definitions that are refused, tiers that are missing', () => {
    const plan = {
      ...planned,
      reuse: [stored()],
      refused: [{ id: 'a/b', message: 'no margin', hint: 'give one' }],
      without: ['c/d'],
    };
    const answers = Object.fromEntries(answersOf({ type: 'planned', plan, jobs: 1, environment }, 'out'));
    expect(answers).toEqual({
      [toyId]: expect.objectContaining({ type: 'judged', reused: true }) as unknown,
      'a/b': { type: 'failed', message: 'no margin\n  give one' },
      'c/d': { type: 'skipped', why: 'the claim has no such tier' },
    });
    const [note] = (answers[toyId] as { readonly notes: readonly string[] }).notes;
    expect(note).toContain('evidence of an earlier run still holds');
  });

  it('that their claims failed or were stopped, and nothing on the way', () => {
    const failed = { type: 'failed', id: 'a/b', message: 'it\u001b died', detail: '' } as const;
    expect(answersOf(failed, 'out')).toEqual([['a/b', { type: 'failed', message: 'it\\u001b died' }]]);
    expect(answersOf({ type: 'stopped', id: 'a/b' }, 'out')).toEqual([['a/b', { type: 'stopped' }]]);
    expect(answersOf({ type: 'started', id: 'a/b' }, 'out')).toEqual([]);
  });

  it('what is wrong with the run as a whole', () => {
    const error = new UserError('the folder is taken', 'wait for it');
    expect(answerOfError(error)).toEqual({ type: 'failed', message: 'the folder is taken\n  wait for it' });
  });
});
