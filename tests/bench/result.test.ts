import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '#core';
import { caseNamed } from '../../bench/cases/index.ts';
import type { Row } from '../../bench/measure.ts';
import { type Machine, machineSlug } from '../../bench/machine.ts';
import { type Measured, readResults, resultJson } from '../../bench/result.ts';
import { verdictsOf } from '../../bench/verdicts.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimcheck-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const base = { case: 'mlp', replicas: 256, threads: 1, samples: [2, 4] } as const;
const rows: readonly Row[] = [
  { ...base, kind: 'webgpu', label: 'claimcheck webgpu', milliseconds: 3 },
  { ...base, kind: 'torch', device: 'cuda', way: 'loop', label: 'PyTorch cuda, loop', milliseconds: 2 },
];
const single: readonly Row[] = rows.map((row) => ({ ...row, replicas: 1 }));
const bench = caseNamed('mlp');
const beside: Machine = {
  ...{ cpu: 'Acme CPU', cores: 4, memoryGiB: 8, system: 'Linux', node: '20.0.0', engine: 'machine code' },
  ...{ tfjs: '4.22.0', torch: '2.0.0' },
};
const measured: Measured = {
  machine: { ...beside, gpu: { name: 'Acme One (80GB)', software: false, engines: {} } },
  ...{ load: 0.5, date: '2026-01-01', rounds: 2, sampleSeconds: 0.3, limitSeconds: 60 },
  groups: [
    { bench, rows: single },
    { bench, rows },
  ],
  verdicts: verdictsOf(bench, rows),
};

describe('readResults', () => {
  it('gives back what --json printed, with its groups and verdicts', () => {
    const file = join(folder, 'result.json');
    writeFileSync(file, JSON.stringify(resultJson(measured)));
    expect(readResults([file])).toEqual(measured);
    expect(measured.verdicts).toMatchObject([{ over: ['loop'], passes: false }]);
  });

  it('puts together what was measured one by one, and says the highest load', () => {
    const files = measured.groups.map((group, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(resultJson({ ...measured, load: index, groups: [group] })));
      return file;
    });
    expect(readResults(files)).toEqual({ ...measured, load: 1 });
  });

  it.each([
    ['another machine', { machine: beside }],
    ['other rounds', { rounds: 3 }],
  ])('%s does not go together', (_, part) => {
    const files = [measured, { ...measured, ...part }].map((one, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(resultJson(one)));
      return file;
    });
    expect(() => readResults(files)).toThrow(`${files[1]}: measured on another machine than ${files[0]}`);
  });

  it.each([
    ['no JSON', 'not JSON'],
    ['another document', '{"rows": 3}'],
    ['nothing', 'null'],
  ])('%s is refused with the name of the file', (_, content) => {
    const file = join(folder, 'other.json');
    writeFileSync(file, content);
    expect(() => readResults([file])).toThrow(UserError);
    expect(() => readResults([file])).toThrow(file);
  });

  it('a file that is not there is refused', () => {
    expect(() => readResults([join(folder, 'none.json')])).toThrow(UserError);
  });
});

describe('machineSlug', () => {
  it('is the name of the GPU, or of the processor with its cores', () => {
    expect(machineSlug(measured.machine)).toBe('acme-one-80gb');
    expect(machineSlug(beside)).toBe('acme-4-cores');
  });
});
