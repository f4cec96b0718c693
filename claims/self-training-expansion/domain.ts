import { arm, type ArmRunner, type NdArray, type RunContext, type Trajectory } from 'claimcheck';
import { stackSeeds } from 'claimcheck/data';
import { trajectoriesOf } from 'claimcheck/train';
import { type Learning, parametersIn, stepOf } from './network.ts';
import { type Moons, newPoints, noisyMoons, type Size } from './setting.ts';
import { judged, meanOfSets, predictions, setsOf, settingOf, trainStudents } from './students.ts';

export interface DomainSize extends Size {
  /** Labelled points of the source. */
  readonly labelled: number;
  readonly sourceSteps: number;
}

/** Moons of radius 7: with little noise in the source, with as much as is used elsewhere in the target. */
const source: Moons = { scale: 7, noiseScale: 0.1 };
const target: Moons = { scale: 7 };

const supervised: Learning = { consistency: 0 };
const supervisedStep = stepOf(supervised);

/** Trains on labelled points of the source; its predictions on the target are the pseudolabels of a new network. */
export function adaptations(learning: Learning, rotation = 0): ArmRunner<DomainSize> {
  const step = stepOf(learning);
  const there = { ...target, rotation };
  const setting = { source, target: there, ...settingOf(learning) };
  return arm(setting, async (run: RunContext, size: DomainSize): Promise<Trajectory[]> => {
    const { samples, testSamples, steps, labelled, sourceSteps, sets } = size;
    const seeds = setsOf(run.seeds, sets);
    const wide = { ...run, seeds };
    const own = newPoints(seeds, testSamples, source);
    const teacher = await trainStudents({
      ...{ run: wide, name: 'source', learning: supervised, step: supervisedStep, steps: sourceSteps },
      data: stackSeeds(seeds, (seed) => noisyMoons(`${seed}/source`, labelled, source)),
      fresh: own,
    });
    const parameters = parametersIn(teacher.state);
    const { x } = stackSeeds(seeds, (seed) => noisyMoons(seed, samples, there));
    const fresh = newPoints(seeds, testSamples, there);
    const { observations, observedAt } = await trainStudents({
      ...{ run: wide, name: 'target', learning, step, steps, fresh },
      data: { x: x, y: await predictions(wide, parameters, x) },
    });
    const averaged = (array: NdArray): NdArray => meanOfSets(array, sets);
    return trajectoriesOf({
      steps: sets * (sourceSteps + steps),
      series: {
        error: averaged(observations['error']!),
        inconsistency: averaged(observations['inconsistency']!),
      },
      values: {
        source: averaged((await judged(wide, parameters, own))['error']!),
        teacher: averaged((await judged(wide, parameters, fresh))['error']!),
      },
      at: { error: observedAt, inconsistency: observedAt },
    });
  });
}
