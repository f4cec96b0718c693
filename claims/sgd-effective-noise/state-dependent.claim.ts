import { arm, defineClaim, type Trajectory } from 'claimcheck';
import { perSeed } from 'claimcheck/train';
import { type Algorithm, meanSquare, noiseOf, stepTogether } from './dynamics.ts';
import { paper } from './paper.ts';
import { standIn } from './protocol.ts';
import { perceptron, trainingError, usual } from './perceptron.ts';
import { langevin, loads, persistentSgd, sgd, type Size } from './setting.ts';

/** The displacement counts over the last fifth of this time. */
const time = 150;

/** Displacement over the last fifth of training, where the training error vanishes and where it does not. */
const lateDisplacement = (algorithm: Algorithm) => {
  const runs = perSeed<Size>((seed, { dimensions }) => {
    const both = [loads.over, loads.under].map((load) => {
      const problem = perceptron(seed, { dimensions, load });
      const noise = noiseOf(seed, 'batches', problem, algorithm);
      const w = problem.start.slice();
      const steps = Math.round(time / algorithm.learningRate);
      const every = Math.round(steps / 60);
      let from = w;
      const curve = { loss: [] as number[], at: [] as number[] };
      for (let step = 0; step < steps; step++) {
        if (step === Math.round(0.8 * steps)) from = w.slice();
        if (step % every === 0) {
          curve.loss.push(trainingError(problem, w).loss);
          curve.at.push(step * algorithm.learningRate);
        }
        stepTogether(problem, algorithm, [w], noise);
      }
      return { ...curve, moved: meanSquare(w, from), steps };
    });
    const [over, under] = both as [(typeof both)[number], (typeof both)[number]];
    return {
      steps: over.steps + under.steps,
      series: { over: over.loss, under: under.loss },
      values: { over: over.moved, under: under.moved },
      at: { over: over.at, under: under.at },
    };
  });
  return arm({ ...usual, loads, time, algorithm }, runs);
};

export default defineClaim({
  id: 'sgd-effective-noise/state-dependent',
  revision: 1,
  states:
    'The noise of minibatches depends on the state: it dies where every constraint can be satisfied, and lasts where not.',
  source: { paper, at: 'abstract (state-dependent noise)', reading: 'abstract' },
  protocol: standIn(200),
  tiers: {
    smoke: { dimensions: 60 } satisfies Size,
    standard: { dimensions: 200 } satisfies Size,
  },
  arms: {
    sgd: lateDisplacement(sgd(0.15)),
    persistent: lateDisplacement(persistentSgd(0.5)),
    langevin: lateDisplacement(langevin(0.2, 0.05)),
  },
  measure: ({ values }: Trajectory) => ({ over: values['over']!, under: values['under']! }),
  effect: {
    name: 'late displacement of SGD at alpha = 6 over that at alpha = 1',
    unit: 'decades',
    of: ({ sgd }) => Math.log10(sgd.under / sgd.over),
    rule: 'exceeds',
    margin: 3,
    because: 'a thousandth is little beside any change of a temperature; noise of fixed size gives 0 or less',
  },
  also: [
    {
      name: 'the same for persistent SGD',
      unit: 'decades',
      of: ({ persistent }) => Math.log10(persistent.under / persistent.over),
      rule: 'exceeds',
      margin: 3,
      because: 'as for SGD',
    },
  ],
  controls: {
    'white noise of fixed temperature': [
      { replace: 'sgd', with: 'langevin' },
      { replace: 'persistent', with: 'langevin' },
    ],
  },
  curves: {
    over: { label: 'training loss per sample, alpha = 1', scale: 'log' },
    under: { label: 'training loss per sample, alpha = 6', scale: 'log' },
  },
});
