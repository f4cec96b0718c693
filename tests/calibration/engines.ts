import { decide, decisionAt, log10EvidenceAgainst, log10EvidenceFor, majorityPlan } from '#stats';
import type { DecisionPlan, SequentialDecision } from '#stats';

/** What the checks need of a decision engine, so that a broken one can stand in for ours. */
export interface DecisionEngine {
  /** log10 of the evidence of k successes among n seeds. */
  readonly evidenceFor: (successes: number, n: number, plan: DecisionPlan) => number;
  readonly evidenceAgainst: (successes: number, n: number, plan: DecisionPlan) => number;
  readonly decide: (outcomes: readonly (boolean | undefined)[]) => SequentialDecision;
  readonly succeeds: (value: number, margin: number) => boolean;
}

export const ourEngine: DecisionEngine = {
  evidenceFor: log10EvidenceFor,
  evidenceAgainst: log10EvidenceAgainst,
  decide: (outcomes) => decide(outcomes).decision,
  succeeds: (value, margin) => value > margin,
};

type Log10Evidence = (successes: number, n: number) => number;
type Judge = (successes: number, n: number) => SequentialDecision;

/** The looks of the plan over the finished prefix, judged by some other rule at each. */
function decideBy(judge: Judge, looks: readonly number[] = majorityPlan.looks): DecisionEngine['decide'] {
  return (outcomes) => {
    const hole = outcomes.findIndex((outcome) => outcome === undefined);
    const finished = hole < 0 ? outcomes.length : hole;
    let last: SequentialDecision = { ...decisionAt(0, 0), verdict: 'undecided' };
    for (const look of looks.filter((n) => n <= finished)) {
      last = judge(outcomes.slice(0, look).filter(Boolean).length, look);
      if (last.verdict !== 'undecided') break;
    }
    return last;
  };
}

/** A judge whose two logarithms come from elsewhere. */
function judgeWith(evidenceFor: Log10Evidence, evidenceAgainst: Log10Evidence, bar: number = 2): Judge {
  return (successes, n) => {
    const up = evidenceFor(successes, n);
    const down = evidenceAgainst(successes, n);
    const verdict = up >= bar ? 'supported' : down >= bar ? 'refuted' : 'undecided';
    return { verdict, seeds: n, successes, log10EvidenceFor: up, log10EvidenceAgainst: down };
  };
}

/** A failed seed costs a factor .3 where a fair bet loses .2. */
const generous: Log10Evidence = (successes, n) =>
  successes * Math.log10(1.8) + (n - successes) * Math.log10(0.3);

const everySeed = Array.from({ length: 32 }, (_, index) => index + 1);

/** Engines that are each wrong in one way that has happened to someone. */
export const brokenEngines = {
  'bet factor .3 instead of .2': {
    ...ourEngine,
    evidenceFor: generous,
    evidenceAgainst: (successes, n) => generous(n - successes, n),
    decide: decideBy(judgeWith(generous, (successes, n) => generous(n - successes, n))),
  },
  'looks after every seed': { ...ourEngine, decide: decideBy(decisionAt, everySeed) },
  'judges whichever seeds finished': {
    ...ourEngine,
    decide: (outcomes) => decideBy(decisionAt)(outcomes.filter((outcome) => outcome !== undefined)),
  },
  'judges whichever seeds finished, after every seed': {
    ...ourEngine,
    decide: (outcomes) =>
      decideBy(decisionAt, everySeed)(outcomes.filter((outcome) => outcome !== undefined)),
  },
  'reads the threshold as a natural logarithm': {
    ...ourEngine,
    decide: decideBy(
      judgeWith(
        (successes, n) => Math.LN10 * log10EvidenceFor(successes, n),
        (successes, n) => Math.LN10 * log10EvidenceAgainst(successes, n),
      ),
    ),
  },
  'refutes where evidence for falls to 1/100': {
    ...ourEngine,
    evidenceAgainst: (successes, n) => -log10EvidenceFor(successes, n),
    decide: decideBy(judgeWith(log10EvidenceFor, (successes, n) => -log10EvidenceFor(successes, n))),
  },
  'forgets a decision when seeds are added': {
    ...ourEngine,
    decide: (outcomes) => {
      const reached = majorityPlan.looks.filter((look) => look <= outcomes.length).at(-1) ?? 0;
      return decisionAt(outcomes.slice(0, reached).filter(Boolean).length, reached);
    },
  },
  'judges by the last eight seeds': {
    ...ourEngine,
    decide: decideBy((successes, n) => decisionAt(Math.min(8, Math.max(0, successes - n + 8)), 8)),
  },
  'takes ties for successes': { ...ourEngine, succeeds: (value, margin) => value >= margin },
  'takes NaN for a success': { ...ourEngine, succeeds: (value, margin) => !(value <= margin) },
  'ignores the direction of the effect': {
    ...ourEngine,
    succeeds: (value, margin) => Math.abs(value) > margin,
  },
  'squares the effect before comparing': {
    ...ourEngine,
    succeeds: (value, margin) => value * Math.abs(value) > margin,
  },
} satisfies Record<string, DecisionEngine>;

export type Sabotage = keyof typeof brokenEngines;
