import { expect, it } from 'vitest';
import { engineNames } from '../../src/cli/engine-names.ts';
import { enterFolder, runMain, toys } from './run-main.ts';

it('the help of verify names every engine that --engine takes', async () => {
  enterFolder();
  const { stderr } = await runMain('verify', '--claims', toys, '--engine', 'abacus');
  const taken = /choose one of (.*)\n/.exec(stderr)![1]!.split(', ');
  expect(taken.length).toBeGreaterThan(4);
  expect([...engineNames]).toEqual(taken);
  expect((await runMain('verify', '--help')).stdout).toContain(`--engine=<${taken.join('|')}>`);
});
