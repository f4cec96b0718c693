import { arm, type ArmRunner, ndarray, type RunContext, specsOf } from 'claimcheck';
import { adamSlots, initialize, scheduleInput } from 'claimcheck/nn';
import { scan, trajectoriesOf } from 'claimcheck/train';
import { constants, trainingStep } from './actor-critic.ts';
import { agents } from './agents.ts';
import { evaluateGroups, evaluationStep } from './evaluation.ts';
import type { Rules } from './level-tables.ts';
import { learningCurves } from './learning-curves.ts';
import type { Level } from './levels.ts';
import { familiarShare, type Setting, type Size, testLevels, trainingLevels } from './pools.ts';
import { drawsInput, firstEpisodes, type Group, worldData } from './worlds.ts';

/** Probability of a sticky action, in training and in evaluation (section 4). */
export const stickiness = 0.25;

const entropyWeight = 0.06;

const rulesOf = ({ obstacles = 0 }: Setting, { room, limit }: Size): Rules => ({ room, obstacles, limit });

interface Steps {
  readonly training: ReturnType<typeof trainingStep>;
  readonly evaluation: ReturnType<typeof evaluationStep>;
}

/** An arm: trains one agent per seed on its own levels, then plays under each condition without learning. */
export function trainings(setting: Setting): ArmRunner<Size> {
  const known = new Map<string, Steps>();
  const whole = {
    ...{ ...setting, optimizer: 'adam', ...constants, entropyWeight },
    ...(setting.stochastic && { stickiness }),
  };
  return arm(whole, async (run, size) => {
    const rules = rulesOf(setting, size);
    const agent = agents[setting.agent](size.agents, rules);
    const key = JSON.stringify({ rules, size });
    const steps = known.get(key) ?? {
      training: trainingStep(agent, rules, size.learners),
      evaluation: evaluationStep(agent, rules),
    };
    known.set(key, steps);
    const levels = run.seeds.map((seed) => [
      ...trainingLevels(seed, setting, size),
      ...testLevels(seed, setting, size),
    ]);
    const own = levels[0]!.length - size.episodes;
    const { state, metrics } = await train({
      run,
      setting,
      size,
      rules,
      levels,
      own,
      step: steps.training,
      specs: agent.specs,
    });
    const params = Object.fromEntries(Object.keys(agent.specs).map((name) => [name, state[name]!]));
    const groups = conditions(own, size);
    const { reward, replaced } = await evaluateGroups({
      ...{ run, step: steps.evaluation, params, levels, groups, rules },
    });
    const familiar = ndarray(
      levels.map((all) => familiarShare(all.slice(0, own), all.slice(own))),
      [levels.length],
    );
    return trajectoriesOf({
      steps: size.updates,
      values: { ...reward, replaced: replaced.sticky, familiar },
      ...learningCurves(metrics, size.updates),
    });
  });
}

/** The groups of the final evaluation: training levels, as they are and under stochastic conditions, and test levels. */
export function conditions(own: number, { episodes }: Pick<Size, 'episodes'>) {
  const training = { environments: episodes, firstLevel: 0, levels: own };
  return {
    train: training,
    sticky: { ...training, sticky: stickiness },
    spawn: { ...training, spawn: true },
    both: { ...training, sticky: stickiness, spawn: true },
    sticky75: { ...training, sticky: 0.75 },
    sticky99: { ...training, sticky: 0.99 },
    executed99: { ...training, sticky: 0.99, repeats: 'executed' },
    test: { environments: episodes, firstLevel: own, levels: episodes },
  } satisfies Record<string, Group>;
}

interface Training {
  readonly run: RunContext;
  readonly setting: Setting;
  readonly size: Size;
  readonly rules: Rules;
  /** Of each seed: those for training, then those for testing. */
  readonly levels: readonly (readonly Level[])[];
  readonly own: number;
  readonly step: Steps['training'];
  readonly specs: Parameters<typeof initialize>[1];
}

function train({ run, setting, size, rules, levels, own, step, specs }: Training) {
  const { updates, unroll, learners, testers, learningRate, episodes } = size;
  const noise = setting.stochastic ? { sticky: stickiness, spawn: true } : {};
  const groups: Group[] = [
    { environments: learners, firstLevel: 0, levels: own, ...noise },
    { environments: testers, firstLevel: own, levels: episodes },
  ];
  const params = initialize(run.seeds, specs);
  const draws = drawsInput(run.seeds, 'episodes', unroll, learners + testers);
  const falling = (from: number, to: number) => (step: number) => from + ((to - from) * step) / updates;
  return scan({
    run,
    name: 'training',
    step,
    state: {
      ...params,
      ...adamSlots(specsOf(params)),
      ...firstEpisodes(run.seeds, levels, groups, rules, { staggered: true }),
    },
    data: worldData(levels, groups, rules),
    inputs: (from, count) => ({
      draws: draws(from, count),
      learningRate: scheduleInput(falling(learningRate, learningRate / 10), from, count),
      entropyWeight: scheduleInput(falling(entropyWeight, entropyWeight / 5), from, count),
    }),
    steps: updates,
  });
}
