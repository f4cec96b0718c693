import { defineInvariant } from 'claimcheck';
import { paper } from './paper.ts';
import { type Case, cases, follows, type Protocol, protocol } from './protocol-cases.ts';

const without =
  (part: Partial<Protocol>) =>
  (value: Case): ReturnType<typeof follows> =>
    follows({ ...protocol, ...part }, value);

/** What a run adds, parameters that an evaluation leaves alone and the rate of sticky actions, is tested as software. */
export default defineInvariant({
  id: 'rl-overfitting/protocol',
  revision: 4,
  states:
    'Ids of training and test levels are disjoint and lead to other layouts, an id is one level, random signs change nothing else, and every level ' +
    'has the same optimum.',
  source: {
    paper,
    at: 'sections 3.1, 3.3, 7; appendix A.1',
    reading: 'body',
    reported: 'an optimum of 2.1 in every maze',
  },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: without({}),
  mutants: {
    'layouts that are not checked for a solution': {
      property: without({
        levelOf: (seed, id, options) => protocol.levelOf(seed, id, { ...options, solvable: false }),
      }),
      killedShare: 0.05,
    },
    'flips that are drawn along with the layout': {
      property: without({
        levelOf: (seed, id, options) => protocol.levelOf(`${seed}/${options.flip ?? 0}`, id, options),
      }),
      killedShare: 0.75,
    },
    'test levels among the training levels': {
      property: without({ testIds: (count) => Array.from({ length: count }, (_, index) => index) }),
      killedShare: 1,
    },
    'test ids that lead to the layouts of training levels': {
      property: without({
        levelOf: (seed, id, options) => protocol.levelOf(seed, id % 1_000_000, options),
      }),
      killedShare: 1,
    },
    'episodes without a limit': {
      property: without({ act: (level, before, action) => protocol.act(level, before, action, Infinity) }),
      killedShare: 0.6,
    },
    'bumps that cost nothing': {
      property: without({
        act: (level, before, action, limit) => {
          const after = protocol.act(level, before, action, limit);
          return { ...after, reward: after.cell === before.cell && !after.done ? 0 : after.reward };
        },
      }),
      killedShare: 0.6,
    },
  },
});
