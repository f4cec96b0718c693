import { element, escapeXml } from './xml.ts';

/** Families that are there on every desktop system; a picture must not fetch fonts. */
const families = {
  sans: "-apple-system, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif",
  mono: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace",
} as const;

export type Family = keyof typeof families;

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
