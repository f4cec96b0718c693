import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableParts, printableText } from '#core';

const controls = [...Array(32).keys(), ...Array.from({ length: 33 }, (_, at) => 127 + at)];
const surrogates = Array.from({ length: 0x800 }, (_, at) => 0xd800 + at);
const others = [0x2028, 0x2029, 0x61c, 0x200e, 0x202e, 0x2066, 0x2069, 0xfffe, 0xffff];

describe('printable', () => {
  it('leaves no control, half of a pair or mark of direction, alone or between letters', () => {
    const signs = [...controls, ...surrogates, ...others].map((code) => String.fromCharCode(code));
    const texts = signs.flatMap((sign) => [sign, `a${sign}b`]);
    expect(texts.filter((text) => !/^a?( |\\u[0-9a-f]{4})b?$/.test(printable(text)))).toEqual([]);
    expect(texts.filter((text) => !/^a?( |\n|\\u[0-9a-f]{4})b?$/.test(printableText(text)))).toEqual([]);
  });

  it('shows what was there, and breaks as one space', () => {
    expect(printable('\x1b[31mred\x1b[0m\r\n\tand \x9b2J')).toBe('\\u001b[31mred\\u001b[0m and \\u009b2J');
  });

  it('leaves every other text as it is, pairs of surrogates too', () => {
    const text = 'E⁺ ≥ 0.2, ∇²f, Größe, 字, 👩‍🔬, 𝔼, a\\b';
    expect(printable(text)).toBe(text);
    expect(printableText(`${text}\n  ${text}`)).toBe(`${text}\n  ${text}`);
  });

  it('twice is once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(printable(text))).toBe(printable(text));
        expect(printableText(printable(text))).toBe(printable(text));
      }),
    );
  });

  it('JSON stays the JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value, null, 2);
        expect(JSON.parse(printableText(text))).toEqual(JSON.parse(text));
      }),
      { examples: [['\u009b2J\u202e']] },
    );
  });

  it('of data: every text and every name, numbers as they are', () => {
    const data = { 'a\x1b': ['b\x07', 1, NaN, null, undefined, true, { c: '\x9b' }] };
    expect(printableParts(data)).toEqual({
      'a\\u001b': ['b\\u0007', 1, NaN, null, undefined, true, { c: '\\u009b' }],
    });
  });
});
