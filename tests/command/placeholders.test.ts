import { describe, expect, it } from 'vitest';
import { command } from '../../src/command/index.ts';
import type { CommandOptions } from '../../src/command/index.ts';
import { checkSizes, fill, placeholdersIn, sizesByName } from '../../src/command/placeholders.ts';

describe('placeholders', () => {
  it('are filled, doubled braces are text, and other braces stay', () => {
    const text = '{out}/{size.model.width}-{seed}{{seed}} {"a": 1} {} {1} ${HOME}';
    expect(placeholdersIn(text)).toEqual(['out', 'size.model.width', 'seed', 'HOME']);
    expect(fill(text, { out: '/x', seed: '7', 'size.model.width': '64' })).toBe(
      '/x/64-7{seed} {"a": 1} {} {1} ${HOME}',
    );
  });

  it('of sizes are what the tier has', () => {
    const sizes = sizesByName({ steps: 10, deep: true, model: { width: 64, kind: 'mlp' }, list: [1, 2] });
    expect(sizes).toEqual({
      'size.steps': '10',
      'size.deep': 'true',
      'size.model.width': '64',
      'size.model.kind': 'mlp',
      'size.list.0': '1',
      'size.list.1': '2',
    });
    expect(() => checkSizes(['{seed}', '--lr={size.lr}'], { 'size.steps': '10' })).toThrow(
      expect.objectContaining({
        message: 'command: the tier has no size.lr',
        hint: 'give it to every tier, or use one of {size.steps}',
      }),
    );
  });
});

const loss = { from: 'json-lines', value: 'loss' } as const;
const good: CommandOptions<object> = {
  run: ['python', 'train.py', '{seed}'],
  code: '.',
  series: { loss },
  steps: 10,
};

describe('options that cannot be meant are refused when the claim is defined', () => {
  it.each<[string, object, RegExp]>([
    [
      'an unknown placeholder',
      { run: ['python', '{sed}', '{seed}'] },
      /run\.1 has the placeholder \{sed\}, which is unknown/,
    ],
    [
      'one in a file',
      { series: { loss: { ...loss, file: '{outt}/log' } } },
      /series\.loss\.file has the placeholder \{outt\}/,
    ],
    ['no seed', { run: ['python', 'train.py'] }, /run has no \{seed\}/],
    ['no program', { run: [] }, /run is \[\]/],
    ['one text', { run: 'python train.py {seed}' }, /run is "python train.py \{seed\}"/],
    ['no code', { code: undefined }, /code is undefined/],
    ['nothing to read', { series: {} }, /series is missing, and so is values/],
    ['another reader', { series: { loss: { from: 'yaml' } } }, /series\.loss\.from is yaml/],
    ['no value', { values: { loss: { from: 'json-lines' } } }, /values\.loss\.value is undefined/],
    [
      'a table of nowhere',
      { values: { loss: { from: 'csv', value: 'loss' } } },
      /values\.loss\.file is missing/,
    ],
    ['no group', { series: { loss: { from: 'pattern', match: /loss (\S+)/ } } }, /series\.loss\.match is/],
    ['a misspelt field', { timeout: 3 }, /timeout is no field/],
    ['no time', { timeoutSeconds: 0 }, /timeoutSeconds is 0/],
    ['time without end', { timeoutSeconds: Infinity }, /timeoutSeconds is Infinity/],
    ['half a thread', { threads: 0.5 }, /threads is 0\.5/],
    ['a GPU twice', { gpus: [0, 0] }, /gpus is \[0,0\]/],
    ['more processes than GPUs', { gpus: [0], atOnce: 2 }, /atOnce is 2, gpus has 1/],
  ])('%s', (_, change, problem) => {
    expect(() => command({ ...good, ...change })).toThrow(problem);
  });

  it('what is meant is an arm that knows its code', () => {
    expect(command(good).code).toEqual([process.cwd()]);
    expect(command({ ...good, run: ['sh', 'train.sh'], env: { SEED: '{seed}' } }).code).toHaveLength(1);
  });
});
