import { describe, expect, it } from 'vitest';
import type { ScanRecord } from '#core';
import {
  arm,
  type ArmRunner,
  defineClaim,
  evidenceProblems,
  judge,
  parseEvidence,
  resultProblems,
  type TierSize,
} from '#claim';
import { definition, memoryStore, options, scores } from './scripted.ts';

const record = (steps: number): ScanRecord => ({
  name: 'training',
  steps,
  replicas: 8,
  state: { w: [2, 3] },
  inputs: { learningRate: { shape: [], first: 0.1, last: 0.01 } },
  data: { x: [100, 2] },
});

/** Arms that tell a scan each; the first was made of a setting. */
function withScans() {
  const toy = definition({ effect: scores(30) });
  const scanning =
    (train: ArmRunner<TierSize>, steps: number): ArmRunner<TierSize> =>
    (run, size) => {
      run.onScan?.(record(steps));
      return train(run, size);
    };
  const setting = { learningRate: 0.1, decay: undefined, norm: { by: 'batch' }, most: Infinity };
  const [first, ...others] = Object.entries(toy.arms);
  const arms = Object.fromEntries([
    [first![0], arm(setting, scanning(first![1], 100))],
    ...others.map(([name, train]) => [name, scanning(train, 200)] as const),
  ]) as typeof toy.arms;
  return { claim: defineClaim({ ...toy, arms }), names: Object.keys(toy.arms) };
}

describe('what was trained', () => {
  it('is in the evidence: sizes, settings, and scans, those of equal arms once', async () => {
    const [{ claim, names }, results] = [withScans(), memoryStore()];
    const keys = { results, salt: 'code', engine: options.engine };
    const evidence = await judge(claim, { ...options, ...keys });
    expect(evidence.size).toEqual(claim.tiers[options.tier]);
    expect(evidence.settings).toEqual({
      [names[0]!]: { learningRate: 0.1, norm: { by: 'batch' }, most: 'Infinity' },
    });
    expect(evidence.trained).toEqual([
      { arms: [names[0]], scans: [record(100)] },
      { arms: names.slice(1), scans: [record(200)] },
    ]);
    expect(parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
    expect(evidenceProblems(evidence, claim)).toEqual([]);
    expect(resultProblems(evidence, claim, keys)).toEqual([]);
    const settings = { [names[0]!]: { learningRate: 1 } };
    expect(evidenceProblems({ ...evidence, settings }, claim)[0]).toMatchObject({
      path: expect.stringContaining(`settings`) as string,
    });
    const trained = [{ arms: [names[0]!], scans: [record(300)] }, evidence.trained![1]!];
    expect(resultProblems({ ...evidence, trained }, claim, keys)).toMatchObject([
      { path: 'trained[0].scans[0].steps', stored: 300, derived: 100 },
    ]);
  });

  it('is not there where arms tell none', async () => {
    const evidence = await judge(defineClaim(definition({ effect: scores(30) })), options);
    expect(evidence).not.toHaveProperty('settings');
    expect(evidence).not.toHaveProperty('trained');
  });

  it('an arm with a setting keeps the folders of its code', () => {
    const train: ArmRunner<TierSize> = Object.assign(async () => [], { code: ['/code'] });
    expect(arm({ width: 3 }, train).code).toEqual(['/code']);
  });
});
