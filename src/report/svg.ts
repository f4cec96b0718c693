import { printable } from '#core';

/** Families that are there on every desktop system; a picture must not fetch fonts. */
const families = {
  sans: "-apple-system, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif",
  mono: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace",
} as const;

export type Family = keyof typeof families;

export type Attributes = Readonly<Record<string, string | number>>;

/** Text as it may stand between tags and in attributes of well-formed XML 1.0, whatever characters it has. */
export function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return printable(text).replace(/[&<>"]/g, (sign) => entities[sign]!);
}

/** An SVG element; `children` is markup, not text. Numbers keep two decimals. */
export function element(name: string, attributes: Attributes, children = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    const shown = typeof value === 'number' ? Number(value.toFixed(2)) : escapeXml(value);
    return ` ${key}="${shown}"`;
  });
  return `<${name}${written.join('')}${children === '' ? '/>' : `>${children}</${name}>`}`;
}

export interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly family?: Family;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** One line of text whose baseline starts at (x, y), in pixels. */
export function textLine(x: number, y: number, content: string, style: TextStyle): string {
  const { size, fill, family = 'sans', weight, anchor } = style;
  return element(
    'text',
    {
      ...{ x, y, fill, 'font-size': size, 'font-family': families[family] },
      ...(weight !== undefined && { 'font-weight': weight }),
      ...(anchor !== undefined && { 'text-anchor': anchor }),
    },
    escapeXml(content),
  );
}

/** Width that a line needs at most, in pixels, whichever of the families' fonts is there. */
export function widthOfText(content: string, size: number, family: Family = 'sans'): number {
  // 0.602 em is the advance of the common fixed-width fonts; of proportional ones half an em, as a rule.
  return [...content].length * size * (family === 'mono' ? 0.602 : 0.53);
}

/** The text, cut to a number of characters with an ellipsis. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
