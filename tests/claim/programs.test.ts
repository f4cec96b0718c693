import { describe, expect, it } from 'vitest';
import type { ProgramRecord } from '#core';
import { factsOf, judge, parseEvidence, resultProblems, type ArmRunner, type TierSize } from '#claim';
import { defineClaim } from '../../src/claim/define-claim.ts';
import { definition, memoryStore, options, scores } from './scripted.ts';

const program: ProgramRecord = {
  command: ['python', 'train.py', '{seed}'],
  interpreter: 'Python 3.11.7',
  packages: ['torch==2.13.0'],
  code: [{ commit: 'c0de', dirty: false, hash: 'h0' }],
  gpus: [],
};
const dirty = { ...program, code: [{ ...program.code[0]!, dirty: true }] };

/** A claim of which one arm is a program, with another state of its code from the second seed on. */
function withProgram() {
  const toy = definition({ effect: scores(30) });
  const arm = async (...given: Parameters<ArmRunner<TierSize>>) =>
    (await toy.arms.with(...given)).map((one, index) => ({ ...one, program: index === 0 ? program : dirty }));
  return defineClaim({ ...toy, arms: { ...toy.arms, with: Object.assign(arm, { code: ['/code'] }) } });
}

describe('an arm that is a program', () => {
  it('tells its folders of code among the facts of its claim', () => {
    expect(factsOf(withProgram()).code).toEqual(['/code']);
    expect(factsOf(defineClaim(definition({ effect: [] })))).not.toHaveProperty('code');
  });

  it('leaves in the evidence with what it ran, by arm and record, which follows from the batches', async () => {
    const [claim, results] = [withProgram(), memoryStore()];
    const keys = { results, salt: 'code', engine: options.engine };
    const evidence = await judge(claim, { ...options, ...keys });
    const programs = [
      { arm: 'with', seeds: 1, ...program },
      { arm: 'with', seeds: 7, ...dirty },
    ];
    expect(evidence.programs).toEqual(programs);
    expect(parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
    expect(resultProblems(evidence, claim, keys)).toEqual([]);
    const forged = {
      ...evidence,
      programs: [programs[0]!, { ...programs[1]!, interpreter: 'Python 3.12.0' }],
    };
    expect(resultProblems(forged, claim, keys)).toEqual([
      { path: 'programs[1].interpreter', stored: 'Python 3.12.0', derived: 'Python 3.11.7' },
    ]);
  });

  it('is nothing in evidence of arms that are none', async () => {
    const evidence = await judge(defineClaim(definition({ effect: scores(30) })), options);
    expect(evidence).not.toHaveProperty('programs');
  });

  it('is told the state of its code and where single seeds are kept', async () => {
    const toy = definition({ effect: scores(30) });
    const seedResults = memoryStore();
    const code = { '/code': 'h0' };
    const seen: unknown[] = [];
    const arm: ArmRunner<TierSize> = (run, size) => {
      seen.push({ code: run.code, seedResults: run.seedResults });
      return toy.arms.with(run, size);
    };
    await judge(defineClaim({ ...toy, arms: { ...toy.arms, with: arm } }), { ...options, code, seedResults });
    expect(seen).toEqual([{ code, seedResults }]);
  });
});
