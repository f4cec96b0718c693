import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { briefPath } from './brief-path.ts';
import { drawn, escaped, html, type Markup } from './html.ts';
import { dataTable, type Column } from './data-table.ts';

/** What is used of the DOM, whose types this package does not load. */
interface Drawing {
  readonly outerHTML: string;
}

const { document } = parseHTML('<html><body></body></html>') as unknown as { document: never };

/** Colours by the page's style, so that one drawing serves light and dark. */
export const colors = {
  treatment: 'var(--treatment)',
  control: 'var(--control)',
  margin: 'var(--margin)',
} as const;

/** As many as a style tells apart; then they come again. */
const armColors = 10;

export const armColor = (index: number): string => `var(--arm${index % armColors})`;

export interface ChartText {
  /** What the drawing shows, for those who do not see it. */
  readonly label: string;
  readonly rows: readonly (readonly (string | number)[])[];
  readonly columns: readonly Column[];
}

/** Pixels: of a drawing, and of its letters by the page's style. */
const [width, letters] = [720, 12];

/** A drawing with its numbers in a table below it. */
export function chart(
  options: Plot.PlotOptions & { readonly height: number },
  { label, rows, columns }: ChartText,
): Markup {
  const drawing = Plot.plot({
    document,
    width,
    ...options,
    // A grid shows where a number is; marks on the axis would be a tenth of a page.
    x: { tickSize: 0, ...options.x },
    y: { tickSize: 0, ...options.y },
  }) as unknown as Drawing;
  const markup = shortened(drawing.outerHTML);
  const { height } = options;
  const named = `<svg role="img" aria-label="${escaped(label)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`;
  return html`<figure>
    ${drawn(markup.replace(/<svg[^>]*>/, () => named))}
    <details>
      <summary>numbers</summary>
      ${dataTable(columns, rows)}
    </details>
  </figure>`;
}

/**
 * Coordinates to a tenth of a pixel: what is finer is not seen and makes most of a page. Numbers that are read, of axes and in
 * labels, stay as they are.
 */
function shortened(markup: string): string {
  const rounded = (text: string): string =>
    text.replaceAll(/-?\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1))));
  return (
    markup
      .replaceAll(' />', '/>')
      .replaceAll(/ r="4"(?= c[xy])/g, '')
      // The look of drawings is the page's.
      .replaceAll(/<style>[^<]*<\/style>/g, '')
      // A drawing is told as a whole: what the library calls its parts is not what a reader would.
      .replaceAll(/ aria-(?:label|description)="[^"]*"/g, '')
      .replaceAll(/ d="((?:[ML]-?[\d.e-]+,-?[\d.e-]+)+)"/g, (_, path: string) => ` d="${briefPath(path)}"`)
      .replaceAll(/ (?:d|[xy]|c[xy]|[xy][12]|transform)="[^"]*"/g, rounded)
      .replaceAll(/<text transform="translate\(([^,)]+),([^)]+)\)"(?: y="([\d.-]+)em")?/g, placed)
      .replaceAll(/(?:<line y2="[^"]+" y1="[^"]+" x2="[^"]+" x1="[^"]+"\/>)+/g, asPath)
  );
}

/** Lines of one look as one path. */
const asPath = (lines: string): string => {
  const ends = lines.matchAll(/y2="([^"]+)" y1="([^"]+)" x2="([^"]+)" x1="([^"]+)"/g);
  return `<path d="${[...ends].map(([, y2, y1, x2, x1]) => `M${x1},${y1}L${x2},${y2}`).join('')}"/>`;
};

/** Where a text stands, told without its letters' size. */
const placed = (_: string, x: string, y: string, lines = '0'): string =>
  `<text x="${x}" y="${Number((Number(y) + letters * Number(lines)).toFixed(1))}"`;
