import { expect, it } from 'vitest';
import { thisMachine } from '../../../src/runner/units/machine.ts';
import { machinesText, trainedBy } from '../../../src/runner/units/trained-by.ts';
import { toyStored } from '../toy-stored.ts';

const machine = thisMachine();
const unit = (arm: string, changes: Partial<typeof machine> = {}) => ({
  ...{ arm, from: 0, to: 8, look: 1, key: arm, kept: true },
  record: { seconds: 2, megabytes: 100, machine: { ...machine, ...changes } },
});

it('says what each unit took, and nothing of machines that are alike or of units without a record', () => {
  const untold = { ...unit('old'), record: undefined };
  const run = trainedBy([unit('pushed'), unit('still'), untold]);
  expect(run).toEqual({
    units: ['pushed', 'still'].map((arm) => ({ arm, seeds: [0, 8], seconds: 2, megabytes: 100 })),
  });
  expect(machinesText(toyStored({}, run))).toBeUndefined();
  expect(trainedBy([untold])).toEqual({});
});

it('tells the machines where they differ, and in what', () => {
  const run = trainedBy([unit('pushed', { cpu: 'One' }), unit('still', { cpu: 'Another' })]);
  expect(run.machines).toEqual([
    { ...machine, cpu: 'One' },
    { ...machine, cpu: 'Another' },
  ]);
  const stored = toyStored({}, run);
  expect(machinesText(stored)).toBe(
    `${stored.evidence.id}: its units were trained on 2 kinds of machine, whose last digits may differ: cpu One; cpu Another`,
  );
});
