import { concludeTrial, nextLook, type SeedNumbers, type TrialEvidence, type TrialPlan } from '#claim';
import { seedsOf } from '#core';
import { checkScoreOptions, type CheckedOptions } from './check-score-options.ts';
import { drawScores, seedNumber } from './draw-scores.ts';
import type { ExceedOptions } from './score-options.ts';

/** What became of a score, with all that it rests on. */
export interface JudgedScore {
  readonly options: CheckedOptions;
  readonly decided: TrialEvidence;
  /** One entry per seed, in the order of the seeds. */
  readonly seeds: readonly {
    readonly seed: number;
    readonly score: number;
    readonly control: number | undefined;
  }[];
}

/**
 * Judges a score as claims are judged: the same seeds' derivation, looks, e-process and thresholds, control included. That the
 * experiment worked, which a claim must show before it is refuted, is here that most seeds give a finite number.
 * @throws UserError when something is asked that cannot be done, or a score throws
 */
export async function judgeScore(
  score: unknown,
  margin: unknown,
  given: Partial<ExceedOptions> | undefined,
  { testName, signal }: { readonly testName?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<JudgedScore> {
  const options = checkScoreOptions(score, margin, given, testName);
  const { id, seedBase, concurrency, control, name } = options;
  const stream = { id, revision: 1, family: 'judge', base: seedBase } as const;
  const drawn: JudgedScore['seeds'][number][] = [];
  for (let look = nextLook(0, options.seeds); ; look = nextLook(look, options.seeds)) {
    const seeds = seedsOf(stream, drawn.length, look);
    const scores = await drawScores(options.score, seeds, { name, concurrency, signal });
    const others = control && (await drawScores(control, seeds, { name: 'control', concurrency, signal }));
    drawn.push(
      ...seeds.map((seed, index) => ({
        seed: seedNumber(seed),
        score: scores[index]!,
        control: others?.[index],
      })),
    );
    const decided = concludeTrial(planOf(options), drawn.map(numbersOf));
    if (decided) return { options, decided, seeds: drawn };
  }
}

function planOf({ margin, name, unit, seeds, control }: CheckedOptions): TrialPlan {
  const rule = { rule: 'exceeds', unit, because: 'the margin of the test' } as const;
  return {
    panels: [{ ...rule, name, margin }],
    requires: [{ ...rule, name: `${name} is a number`, margin: -Infinity }],
    controls: control ? [{ name: 'control', exchange: {} }] : [],
    budget: seeds,
  };
}

function numbersOf({ score, control }: JudgedScore['seeds'][number]): SeedNumbers {
  return {
    measured: `${score} ${control}`,
    panels: [score],
    requires: [score],
    controls: control === undefined ? [] : [[control]],
  };
}
