/** Small whole numbers as words, for sentences such as "five of them". */
const words = [
  ...[
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
];

/** Numbers as people write them: `+25.4`, `.026`, `12,000`, `1.9e-4`, `five`; the sign only where nothing stands before it. */
export const numberForm = String.raw`(?:(?<![\w.,])[+-])?(?<![\w.])(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?`;

/** A number in words, as a form. */
export const wordForm = String.raw`(?<!\w)(?:${words.join('|')})`;

/** Whether a number as it is written is what the value rounds to, at the digits that are written. */
export function isRounded(written: string, value: number): boolean {
  const { number, digit } = read(written);
  // The half of the last digit that doubles leave to either side.
  return Math.abs(number - value) <= 0.5 * digit * (1 + 1e-9);
}

/** The value in the manner of what was written: to the same digit, with a sign where there was one, in words where it can be. */
export function inManner(written: string, value: number): string {
  if (isWord(written) && Number.isInteger(value) && words[value] !== undefined) {
    return /^[A-Z]/.test(written) ? words[value].replace(/^./, (first) => first.toUpperCase()) : words[value];
  }
  const [, fraction = '', exponent] = /^[^.e]*(?:\.(\d+))?(e.+)?$/.exec(written) ?? [];
  const plain =
    exponent === undefined || value === 0
      ? value.toFixed(fraction.length)
      : value.toExponential(fraction.length).replace('e+', 'e');
  const unsigned = plain.replace(/^-/, '');
  const sign = Number(plain) === 0 ? '' : value < 0 ? '-' : written.startsWith('+') ? '+' : '';
  const parted = written.includes(',') ? unsigned.replace(/\B(?=(?:\d{3})+(?:\.|$))/g, ',') : unsigned;
  return `${sign}${/^[+-]?\./.test(written) ? parted.replace(/^0\./, '.') : parted}`;
}

const isWord = (written: string): boolean => words.includes(written.toLowerCase());

function read(written: string): { readonly number: number; readonly digit: number } {
  if (isWord(written)) return { number: words.indexOf(written.toLowerCase()), digit: 0 };
  const plain = written.replaceAll(',', '');
  const [, fraction = '', exponent = '0'] = /^[^.e]*(?:\.(\d+))?(?:e(.+))?$/.exec(plain) ?? [];
  return { number: Number(plain), digit: 10 ** (Number(exponent) - fraction.length) };
}
