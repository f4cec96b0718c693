import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberOf } from '../../src/command/number-text.ts';
import { parseCsv } from '../../src/command/parse-csv.ts';
import { readCsv } from '../../src/command/read-csv.ts';
import { readJsonLines } from '../../src/command/read-json-lines.ts';
import { readPattern } from '../../src/command/read-pattern.ts';

const stdout = { value: 'loss', source: 'stdout', mixed: true };
const file = { value: 'loss', step: 'step', source: 'log.jsonl', mixed: false };

describe('JSON lines', () => {
  it('are read between other output, nested fields and what Python writes for NaN among them', () => {
    const lines = [
      'epoch 1',
      '{"loss": 0.5}',
      '{"acc": 1}',
      '  {"loss": NaN, "note": "Infinity, \\"NaN\\""}',
    ];
    expect(readJsonLines([...lines, '{"loss": -Infinity}', ''], stdout)).toEqual(
      [0.5, NaN, -Infinity].map((value) => ({ value, step: undefined })),
    );
    const nested = ['{"step": 3, "train": {"loss": "nan"}}', '{"step": 4, "train.loss": 1}'];
    expect(readJsonLines(nested, { ...file, value: 'train.loss' })).toEqual([
      { value: NaN, step: 3 },
      { value: 1, step: 4 },
    ]);
  });

  it.each([
    [['{"loss": 1}', "{'loss': 2}"], stdout, /^line 2 of stdout is not a JSON object: \{'loss': 2\}$/],
    [['{"loss": 1', ''], stdout, /^line 1 of stdout is not a JSON object/],
    [['ready', '{"loss": 1, "step": 1}'], file, /^line 1 of log.jsonl is not a JSON object: ready$/],
    [['3'], file, /is not a JSON object: 3$/],
    [['{"loss": null}'], stdout, /^loss is null in line 1 of stdout$/],
    [['{"loss": "low"}'], stdout, /^loss is "low" in line 1/],
    [['{"loss": 1, "step": 1}', '{"loss": 1}'], file, /^line 2 of log.jsonl has no step step$/],
    [['{"Loss": 1, "acc": 2}'], stdout, /^no line of stdout is a JSON object with the field loss$/],
  ])('%j are refused', (lines, options, problem) => {
    expect(() => readJsonLines(lines, options)).toThrow(problem);
  });
});

describe('CSV', () => {
  it('any table that is written as RFC 4180 says is read back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', 'é') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, end, last) => {
        const text = rows
          .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
          .join(end);
        expect(parseCsv(last ? text + end : text)).toEqual(rows);
      }),
    );
  });

  it('plain cells, and a mark of byte order', () => {
    expect(parseCsv('\ufeffstep,loss\r\n\r\n1,0.5\n2,\n')).toEqual([
      ['step', 'loss'],
      ['1', '0.5'],
      ['2', ''],
    ]);
  });

  const csv = { value: 'loss', step: 'step', source: 'log.csv' };

  it('a column with its steps; empty cells only where it is said what they mean', () => {
    const text = 'step, loss\n1,0.5\n2,\n3,-inf\n';
    const [first, gap, last] = [
      { value: 0.5, step: 1 },
      { value: NaN, step: 2 },
      { value: -Infinity, step: 3 },
    ];
    expect(readCsv(text, { ...csv, blank: 'skip' })).toEqual([first, last]);
    expect(readCsv(text, { ...csv, blank: 'NaN' })).toEqual([first, gap, last]);
    expect(() => readCsv(text, csv)).toThrow(/^loss is empty in row 2 of log.csv$/);
  });

  it.each([
    ['step,acc\n1,2\n', /^log.csv has no column loss$/],
    ['', /^log.csv has no column loss$/],
    ['step,loss\n', /^log.csv has no number in the column loss$/],
    ['step,loss\n1,2\n3', /^row 2 of log.csv has 1 cells, the head has 2$/],
    ['step,loss\n1,low\n', /^loss is low in row 1 of log.csv$/],
    ['step,loss\nnext,1\n', /^step is next in row 1 of log.csv$/],
  ])('%j is refused', (text, problem) => {
    expect(() => readCsv(text, csv)).toThrow(problem);
  });
});

describe('a regular expression', () => {
  it('is matched everywhere, with flags or without', () => {
    const text = 'Epoch 1: err 0.5\nepoch 2: err nan\n';
    for (const match of [
      /epoch (?<step>\d+): err (?<value>\S+)/i,
      /epoch (?<step>\d+): err (?<value>\S+)/giy,
    ]) {
      expect(readPattern(text, match, 'stdout')).toEqual([
        { value: 0.5, step: 1 },
        { value: NaN, step: 2 },
      ]);
    }
    expect(readPattern('1 2', /(?<value>\d)/, 'stdout').map(({ value }) => value)).toEqual([1, 2]);
  });

  it.each([
    [/loss (?<value>\S+)/, /^nothing in stdout matches/],
    [/err(?<value>.*)/, /^value is " 0.5 %" where .* matches stdout: err 0.5 %$/],
  ])('%s is refused', (match, problem) => {
    expect(() => readPattern('err 0.5 %', match, 'stdout')).toThrow(problem);
  });
});

describe('numbers as programs print them', () => {
  it('every double is read as it is', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(numberOf(` ${value}`)).toBe(value);
      }),
    );
    expect(['1.', '.5', '+2e-3', 'NAN', '-Inf', '+infinity'].map(numberOf)).toEqual([
      ...[1, 0.5, 0.002, NaN, -Infinity, Infinity],
    ]);
  });

  it('nothing else is a number', () => {
    expect(
      ['', '.', '1,5', '0x10', '1e', '1 2', 'none', 'constructor'].filter(
        (text) => numberOf(text) !== undefined,
      ),
    ).toEqual([]);
  });
});
