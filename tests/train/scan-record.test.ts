import { expect, it } from 'vitest';
import type { ScanRecord } from '#core';
import { scan } from '#train';
import { plainRun, toyScan } from './toy.ts';

it('a scan tells its run what it trains, once, before its first step', async () => {
  const told: ScanRecord[] = [];
  const options = toyScan();
  await scan({ ...options, run: { ...plainRun, onScan: (record) => told.push(record) } });
  expect(told).toHaveLength(1);
  const [record] = told;
  expect(record).toMatchObject({ name: options.name, steps: 20, replicas: plainRun.seeds.length });
  expect(Object.keys(record!.state)).toEqual(Object.keys(options.state));
  expect(record!.inputs).not.toHaveProperty('stepIndex');
});
