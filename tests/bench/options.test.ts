import { describe, expect, it } from 'vitest';
import { cases } from '../../bench/cases/index.ts';
import { readOptions } from '../../bench/options.ts';

const namesOf = (args: string[]): string[] => readOptions(args).cases.map(({ name }) => name);

describe('readOptions', () => {
  it('measures all cases on the processor, without peers, unless told otherwise', () => {
    expect(readOptions([])).toMatchObject({ device: 'cpu', replicas: [1, 8, 32], peers: false });
    expect(readOptions([]).cases).toEqual(cases);
  });

  it('a GPU has cases, replicas and peers of its own', () => {
    const args = ['--device', 'gpu'];
    expect(readOptions(args)).toMatchObject({ device: 'gpu', replicas: [1, 32, 256], peers: true });
    expect(namesOf(args)).toEqual(['mlp', 'bn-conv-16px-w16-b32', 'transformer']);
  });

  it('every one of them can be chosen', () => {
    const args = ['--device', 'gpu', '--case', 'lamb', '--replicas', '2,4'];
    expect(readOptions(args).replicas).toEqual([2, 4]);
    expect(namesOf(args)).toEqual(['lamb']);
  });

  it('a profile has its number of replicas on each device', () => {
    expect(readOptions(['--profile', 'mlp']).replicas).toEqual([8]);
    expect(readOptions(['--profile', 'mlp', '--device', 'gpu']).replicas).toEqual([32]);
  });

  it('--save takes peers along', () => {
    expect(readOptions(['--save']).peers).toBe(true);
  });

  it.each([
    [['--device', 'tpu'], "--device takes cpu or gpu, got 'tpu'"],
    [['--device', 'gpu', '--growth'], '--growth is of the cpu engine'],
    [['--replicas', '1,0'], "--replicas takes whole numbers of at least 1, got '0'"],
    [['--case', 'nothing'], "no case 'nothing'"],
    [['--speed'], "Unknown option '--speed'"],
  ])('%j is refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
