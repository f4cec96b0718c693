import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inManner, isRounded } from '#report';

describe('isRounded', () => {
  it.each([
    ['+25.4', 25.374999],
    ['0.60', 0.5986],
    ['.026', 0.0258],
    ['-0.02', -0.0225],
    ['12,000', 12000.4],
    ['4.3e-16', 4.322e-16],
    ['1.5e8', 1.48e8],
    ['17', 17.4],
    ['five', 5],
    ['0', -0.4],
    // A tie is either of its neighbours.
    ['0.13', 0.125],
    ['0.12', 0.125],
  ])('%s is %d', (written, value) => expect(isRounded(written, value)).toBe(true));

  it.each([
    ['+25.4', 25.34],
    ['0.61', 0.5986],
    ['0.600', 0.5986],
    ['590', 587.5],
    ['-0.02', 0.0225],
    ['0.02', -0.0225],
    ['4.4e-16', 4.322e-16],
    ['five', 5.1],
    ['five', 4],
    ['1', NaN],
    ['1', Infinity],
  ])('%s is not %d', (written, value) => expect(isRounded(written, value)).toBe(false));
});

describe('inManner', () => {
  it.each([
    ['0.61', 0.5986, '0.60'],
    ['+20.1', 25.375, '+25.4'],
    ['+20.1', -25.375, '-25.4'],
    ['20.1', 25.375, '25.4'],
    ['.26', 0.0258, '.03'],
    ['-.26', -0.0258, '-.03'],
    ['1,500', 1234567.2, '1,234,567'],
    ['1,500.5', 234567.21, '234,567.2'],
    ['7.7e-16', 4.322e-16, '4.3e-16'],
    ['2e5', 1.48e8, '1e8'],
    ['1e-7', 0, '0'],
    ['five', 7, 'seven'],
    ['Five', 7, 'Seven'],
    ['five', 118, '118'],
    ['-0.04', -0.001, '0.00'],
  ])('where %s was written %d is %s', (written, value, wanted) => {
    expect(inManner(written, value)).toBe(wanted);
  });

  it('what it writes is what the value rounds to, and is written so again', () => {
    const shapes = fc.constantFrom(
      '1',
      '+1',
      '0.1',
      '-0.25',
      '.025',
      '1,000',
      '1,000.5',
      '1e5',
      '2.5e-7',
      'two',
    );
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(shapes, value, (written, number) => {
        const text = inManner(written, number);
        expect(isRounded(text, number)).toBe(true);
        expect(inManner(text, number)).toBe(text);
      }),
    );
  });
});
