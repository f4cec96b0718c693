import { describe, expect, it } from 'vitest';
import { cases } from '../../bench/cases/index.ts';
import { contendersOf, labelOf } from '../../bench/contenders/contender.ts';
import { engineTrainer } from '../../bench/contenders/engine-trainer.ts';
import { benchSeeds } from '../../bench/contenders/seeds.ts';

const small = cases.filter(({ name }) =>
  ['mlp', 'bn-mlp', 'gn-conv-16px-w16-b2', 'adam', 'lamb'].includes(name),
);

describe('bench cases', () => {
  it('have names of their own', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(small)(
    '$name trains: every parameter that has a gradient moves, no replica diverges',
    async (bench) => {
      const training = bench.training(benchSeeds(2));
      const trainer = await engineTrainer(training, { engine: 'cpu', threads: 1 });
      const { state } = await trainer.run(3);
      await trainer.dispose();
      for (const [name, { values }] of Object.entries(state)) {
        expect(values.every(Number.isFinite), name).toBe(true);
        const before = training.state[name]!.values;
        // A gradient that is the parameter itself leaves zeros where they are.
        const updateAlone = ['adam', 'lamb'].includes(bench.name);
        const moves = !updateAlone || before.some((value) => value !== 0);
        if (moves) expect(values, name).not.toEqual(before);
      }
    },
  );
});

describe('contendersOf', () => {
  it('a single replica is not batched, and nobody takes part twice', () => {
    for (const bench of cases) {
      for (const replicas of [1, 8]) {
        const labels = contendersOf(bench, replicas, true).map(labelOf);
        expect(new Set(labels).size).toBe(labels.length);
        if (replicas === 1) expect(labels.join()).not.toMatch(/batched|vmap/);
      }
    }
  });
});
