import { expect, it } from 'vitest';
import { canaryText } from '#report';

const about = { program: 'ab12', engine: 'cpu' } as const;
const held = { ...about, outcome: 'held', replicas: 8, steps: 2, outputs: 6 } as const;

it('says of each engine how many programs were held and how near they were', () => {
  expect(
    canaryText([
      { ...held, beside: 'reference', share: 0.01 },
      { ...held, beside: 'onnxruntime', share: 0.4 },
      { ...held, beside: 'reference', share: 0.25 },
    ]),
  ).toBe(
    '2 programs held against the reference engine, at most 0.25 of what rounding explains; 1 program held against ONNX Runtime, at most 0.4 of what rounding explains',
  );
});

it('gives each reason for which programs were not held once', () => {
  const skipped = { ...about, outcome: 'skipped' } as const;
  expect(
    canaryText([
      { ...skipped, reason: 'too slow' },
      { ...skipped, reason: 'no peer' },
      { ...skipped, reason: 'too slow' },
    ]),
  ).toBe('2 programs not held: too slow; 1 program not held: no peer');
});

it('says so when nothing was compiled', () => {
  expect(canaryText([])).toBe('no program was compiled');
});
