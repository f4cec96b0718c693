import { describe, expect, it } from 'vitest';
import type { RunContext, ScanRecord } from '#core';
import { defineClaim, evidenceProblems, judge, parseEvidence, type Protocol } from '#claim';
import { definition, options, scores } from './scripted.ts';

const layers = { 'dense/weight': [784, 10], 'dense/bias': [1, 10] };
const exact: Protocol = {
  fidelity: 'exact',
  generated: true,
  layers: { with: layers, without: layers },
  differences: [],
};

/** The scripted claim whose arm `with` says that it trained this. */
function claimThatTrains(state: ScanRecord['state'], protocol: Protocol = exact) {
  const toy = definition({ effect: scores(30) });
  const recording =
    (train: typeof toy.arms.with, own: ScanRecord['state']) => (run: RunContext, size: object) => {
      run.onScan?.({ name: 'training', steps: 10, replicas: 8, state: own, inputs: {}, data: {} });
      return train(run, size);
    };
  return defineClaim({
    ...toy,
    arms: {
      ...toy.arms,
      with: recording(toy.arms.with, state),
      without: recording(toy.arms.without, layers),
    },
    protocol: { smoke: protocol },
  });
}

const judged = (state: ScanRecord['state'], protocol?: Protocol) =>
  judge(claimThatTrains(state, protocol), options);

describe('the layers of a protocol', () => {
  const kept = {
    ...layers,
    'velocity/dense/weight': [784, 10],
    'velocity/dense/bias': [1, 10],
    step: [],
  };

  it.each([
    ['the parameters alone', layers],
    ['what the optimizer keeps of them as well', kept],
  ])('are those of a training of %s', async (_, state) => {
    const evidence = await judged(state);
    expect(evidence.protocol).toEqual(exact);
    expect(evidenceProblems(parseEvidence(JSON.parse(JSON.stringify(evidence))))).toEqual([]);
  });

  it.each([
    ['another width', { ...layers, 'dense/weight': [784, 8] }, 'dense/weight is [784, 8], not [784, 10]'],
    ['a layer less', { 'dense/weight': [784, 10] }, 'dense/bias [1, 10] was not trained'],
    ['a layer more', { ...layers, 'hidden/weight': [10, 10] }, 'hidden/weight [10, 10] is not of the paper'],
    [
      'a layer of a name that ends as another’s, of another shape',
      { ...layers, 'second/dense/weight': [10, 10] },
      'second/dense/weight [10, 10] is not of the paper',
    ],
  ])('refuse a training of %s', async (_, state, message) => {
    await expect(judged(state)).rejects.toThrow(
      `claim toy-paper/scores-rise: what was trained at tier smoke has other layers than its protocol names: ` +
        `with, scan "training": ${message}`,
    );
    const scaled: Protocol = { ...exact, fidelity: 'scaled', differences: ['fewer images'] };
    await expect(judged(state, scaled), 'they hold of what is scaled too').rejects.toThrow(message);
  });

  it('refuse an arm of which nothing was recorded', async () => {
    const toy = definition({ effect: scores(30) });
    const claim = defineClaim({ ...toy, protocol: { smoke: exact } });
    await expect(judge(claim, options)).rejects.toThrow('with: no scan of it was recorded');
  });

  it('are found missing or forged in evidence alone', async () => {
    const evidence = await judged(layers);
    const bare: Protocol = { fidelity: 'exact', generated: true, differences: [] };
    expect(evidenceProblems({ ...evidence, protocol: bare })).toMatchObject([{ path: 'protocol.layers' }]);
    const wider = { ...exact, layers: { with: { ...layers, 'dense/bias': [1, 11] } } };
    const problems = evidenceProblems({ ...evidence, protocol: wider });
    expect(problems.map(({ derived }) => derived)).toEqual([
      'with, scan "training": dense/bias is [1, 10], not [1, 11]',
    ]);
  });
});
