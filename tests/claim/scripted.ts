import { seedsOf } from '#core';
import type { ResultStore, RunContext, Seed, SeedStream, Trajectory } from '#core';
import { defineClaim } from '#claim';
import type { EmpiricalClaim, EmpiricalDefinition, JudgeOptions, Measures, Paper, TierSize } from '#claim';

export const paper: Paper = {
  id: 'toy-paper',
  title: 'On Toys',
  authors: ['T. Maker'],
  venue: 'preprint',
  year: 2026,
  url: 'https://example.org/toys',
};

/** Options for judging on the published seeds with nothing kept. */
export const options: JudgeOptions = { tier: 'smoke', seedBase: 0, engine: 'reference', threads: 1 };

type ToyArm = 'with' | 'without' | 'sham';
type ToyDefinition = EmpiricalDefinition<TierSize, ToyArm, Measures>;

/** A score per seed index; those beyond the end repeat the last. */
export type Script = readonly number[];

export interface Scripts {
  /** Scores of the arm `with`; `without` scores 0 everywhere. */
  readonly effect: Script;
  /** Scores of the arm that stands in for `with` in the control; 0 everywhere when left out. */
  readonly sham?: Script;
}

/** Every call of an arm: its name and the indices of its seeds. */
export type Calls = { arm: string; from: number; to: number }[];

const stream: SeedStream = { id: 'toy-paper/scores-rise', revision: 1, family: 'judge', base: 0 };

/** The judge seeds of the scripted claims. */
export const judgeSeeds: readonly Seed[] = seedsOf(stream, 0, 32);

/** A trajectory with a score and a loss curve. */
export function trajectory(score: number, length = 3): Trajectory {
  return {
    series: { loss: Array.from({ length }, (_, step) => score - step) },
    values: { score },
    steps: 10,
  };
}

/** A definition whose arms return chosen scores: the effect is the difference, the margin 1. */
export function definition(scripts: Scripts, calls: Calls = []): ToyDefinition {
  const arm = (name: string, script: Script) => async (run: RunContext) => {
    const indices = run.seeds.map((seed) => judgeSeeds.indexOf(seed));
    calls.push({ arm: name, from: indices[0]!, to: indices.at(-1)! + 1 });
    return indices.map((index) => {
      const scored = trajectory(script[Math.min(index, script.length - 1)]!);
      // No two seeds give the same numbers.
      return { ...scored, values: { ...scored.values, draw: index / 1000 } };
    });
  };
  return {
    id: stream.id,
    revision: stream.revision,
    states: 'Scores rise.',
    source: { paper, at: 'Fig. 1' },
    tiers: { smoke: {}, standard: {} },
    arms: {
      with: arm('with', scripts.effect),
      without: arm('without', [0]),
      sham: arm('sham', scripts.sham ?? [0]),
    },
    measure: ({ values }) => values,
    effect: {
      name: 'gain',
      unit: 'points',
      of: (arms) => arms.with.score! - arms.without.score!,
      rule: 'exceeds',
      margin: 1,
      because: 'twice the spread of equal arms',
    },
    requires: [
      {
        name: 'runs that ended',
        unit: 'points',
        of: ({ with: own, without }) => ('score' in own ? without.score! : NaN),
        rule: 'staysWithin',
        margin: 0,
        because: 'the arm without treatment scores 0',
      },
    ],
    controls: { 'no treatment': { replace: 'with', with: 'sham' } },
    curves: { loss: { label: 'loss' } },
  };
}

/** A claim of the scripted definition with some fields replaced. */
export function scripted(
  scripts: Scripts,
  changes: Partial<ToyDefinition> = {},
  calls: Calls = [],
): EmpiricalClaim {
  return defineClaim({ ...definition(scripts, calls), ...changes });
}

/** `successes` scores of 2 (the effect is there), then `failures` of 0. */
export function scores(successes: number, failures = 0): number[] {
  return [...Array<number>(successes).fill(2), ...Array<number>(failures).fill(0)];
}

/** A result store in memory that keeps text, as a file does. */
export function memoryStore(): ResultStore & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    load: (key) => (texts.has(key) ? (JSON.parse(texts.get(key)!) as unknown) : undefined),
    save: (key, value) => void texts.set(key, JSON.stringify(value)),
  };
}
