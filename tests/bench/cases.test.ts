import { describe, expect, it } from 'vitest';
import { cases } from '../../bench/cases/index.ts';
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

describe('floors of a GPU', () => {
  it('stand where they were asked for, and nowhere else', () => {
    const found = cases.flatMap(({ name, floors = [] }) =>
      floors
        .filter(({ device }) => device === 'gpu')
        .map(({ replicas, over, ratio }) => [name, replicas, over?.join(), ratio]),
    );
    expect(found).toEqual([
      ['mlp', 256, 'loop', 1],
      ['mlp', 256, 'batched,vmap', 1 / 3],
      ['bn-conv-16px-w16-b32', 32, 'loop', 1],
      ['bn-conv-16px-w16-b32', 32, 'batched,vmap', 1 / 3],
    ]);
  });
});
