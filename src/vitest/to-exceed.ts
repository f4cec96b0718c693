import type { MatcherState } from 'vitest';
import { UserError } from '#core';
import type { JudgedScore } from './judge-score.ts';
import type { ExceedOptions } from './score-options.ts';

interface Answer {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matcher behind `expect(score).toExceed(margin, options)`: see `Matchers` of vitest. */
export function toExceed(
  this: MatcherState,
  score: unknown,
  margin: unknown,
  options?: ExceedOptions,
): Promise<Answer> {
  refuseOtherUses(this);
  return answer(this, score, margin, options).catch((error: unknown) => {
    throw withHint(error);
  });
}

async function answer(
  { task, currentTestName: testName }: MatcherState,
  score: unknown,
  margin: unknown,
  options: ExceedOptions | undefined,
): Promise<Answer> {
  // What judging takes is loaded by tests that judge, not by whoever reads a configuration.
  const [{ judgeScore }, { scoreLine, scoreText }] = await Promise.all([
    import('./judge-score.ts'),
    import('./score-text.ts'),
  ]);
  const judged = await judgeScore(score, margin, options, { testName, signal: task?.context.signal });
  const pass = passes(judged, options?.inconclusive);
  const inconclusive = judged.decided.verdict === 'inconclusive';
  if (pass) await task?.context.annotate(scoreLine(judged), inconclusive ? 'warning' : 'notice');
  // Annotations of a test that passes are not shown by every reporter.
  // eslint-disable-next-line no-console -- vitest shows it with the name of the test
  if (pass && inconclusive) console.warn(scoreLine(judged));
  return { pass, message: () => scoreText(judged) };
}

/** Vitest shows the message alone. */
function withHint(error: unknown): unknown {
  if (!(error instanceof UserError) || error.hint === undefined) return error;
  const shown = new UserError(`${error.message}\n  ${error.hint}`);
  shown.cause = error.cause;
  return shown;
}

/** Verdicts that more seeds might have given. */
const undecidedReasons: readonly JudgedScore['decided']['inconclusive'][] = [
  'budget',
  'control-undecided',
  'needs-seeds',
];

/**
 * Whether a test passes: what the seeds did not decide passes unless that was asked to fail. What more seeds would not decide
 * never does: a control that satisfies the rule, scores or controls that are no numbers, one score for all seeds.
 */
function passes({ decided }: JudgedScore, undecided: ExceedOptions['inconclusive'] = 'pass'): boolean {
  if (decided.verdict !== 'inconclusive') return decided.verdict === 'supported';
  return undecidedReasons.includes(decided.inconclusive) && undecided === 'pass';
}

/** @throws UserError where vitest would take a promise for an answer, or the opposite would be asserted */
function refuseOtherUses(state: MatcherState): void {
  if (!('assertion' in state)) {
    throw new UserError(
      'expect.toExceed cannot stand within another expectation\n  write await expect(score).toExceed(...)',
    );
  }
  if (state.isNot) {
    throw new UserError(
      '.not.toExceed would pass whenever nothing is decided\n  state what shall hold: that a score stays below m is expect((seed) => -score(seed)).toExceed(-m, ...)',
    );
  }
  if (state.promise !== '') {
    throw new UserError(
      `.${state.promise} does not go with toExceed\n  give the function itself, which may be async`,
    );
  }
}
