import { defineRuns } from 'claimcheck';
import { measure } from './measures.ts';
import { openLoop } from './open-loop.ts';
import type { Size } from './pools.ts';
import { trainings } from './setting.ts';

const small = {
  ...{ room: 5, limit: 30, unroll: 8, learners: 32, testers: 8, learningRate: 0.008, episodes: 500 },
  agents: { channels: [16, 16], features: 64, hidden: [128, 64] },
} as const;

/** What stands in for the paper's TUNNEL: a room with obstacles. */
const obstacles = 4;

/** Agents by kind and number of training levels; what is not said is as in the plain ones. */
export default defineRuns({
  id: 'rl-overfitting/trainings',
  revision: 2,
  tiers: {
    smoke: { ...small, updates: 1200 } satisfies Size,
    standard: { ...small, updates: 3000 } satisfies Size,
    paper: {
      ...{ room: 9, limit: 200, unroll: 15, learners: 256, testers: 64, learningRate: 0.002, episodes: 1000 },
      agents: { channels: [64, 64], features: 256, hidden: [1024, 1024] },
      ...{ updates: 50_000, seeds: 3 },
    } satisfies Size,
  },
  arms: {
    conv10: trainings({ agent: 'conv', levels: 10 }),
    conv100: trainings({ agent: 'conv', levels: 100 }),
    conv1000: trainings({ agent: 'conv', levels: 1000 }),
    convFresh: trainings({ agent: 'conv', levels: 5000 }),
    conv100Other: trainings({ agent: 'conv', levels: 100, firstId: 500_000 }),
    conv100Obstacles: trainings({ agent: 'conv', levels: 100, obstacles }),
    conv10Stochastic: trainings({ agent: 'conv', levels: 10, stochastic: true }),
    conv1000Stochastic: trainings({ agent: 'conv', levels: 1000, stochastic: true }),
    conv100Flipped: trainings({ agent: 'conv', levels: 100, flip: 0.5 }),
    mlp100: trainings({ agent: 'mlp', levels: 100 }),
    mlp100Flipped: trainings({ agent: 'mlp', levels: 100, flip: 0.5 }),
    mlp10Flipped: trainings({ agent: 'mlp', levels: 10, flip: 0.5 }),
    mlp10Redrawn: trainings({ agent: 'mlp', levels: 10, flip: 0.5, signDraws: 32 }),
    mlp10FlippedStochastic: trainings({ agent: 'mlp', levels: 10, flip: 0.5, stochastic: true }),
    openLoop,
  },
  measure,
  curves: {
    train: { label: 'mean reward of training episodes, by update' },
    test: { label: 'mean reward of test episodes, by update' },
  },
});
