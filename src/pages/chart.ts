import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
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

/** A drawing with its numbers in a table below it. */
export function chart(options: Plot.PlotOptions, { label, rows, columns }: ChartText): Markup {
  const drawing = Plot.plot({
    document,
    width: 720,
    style: { background: 'none', fontSize: '12px', overflow: 'visible' },
    ...options,
    // A grid shows where a number is; marks on the axis would be a tenth of a page.
    x: { tickSize: 0, ...options.x },
    y: { tickSize: 0, ...options.y },
  }) as unknown as Drawing;
  const markup = shortened(drawing.outerHTML);
  const named = `<svg role="img" aria-label="${escaped(label)}"`;
  return html`<figure>
    ${drawn(markup.replace('<svg', () => named))}
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
      .replaceAll(/ d="((?:[ML]-?[\d.e-]+,-?[\d.e-]+)+)"/g, (_, path: string) => ` d="${relative(path)}"`)
      .replaceAll(/ (?:d|[xy]|c[xy]|[xy][12]|transform)="[^"]*"/g, rounded)
  );
}

/** Points of a line from which on they are nearer than what tenths of a pixel show. */
const dense = 100;

/** A path of straight lines from point to point, each told from the one before: half as long. */
function relative(path: string): string {
  const perPixel = (path.match(/L/g)?.length ?? 0) >= dense ? 1 : 10;
  let [left, top] = [0, 0];
  return path
    .replaceAll(/([ML])([^,]+),([^ML]+)/g, (_, command: string, x: string, y: string) => {
      // Counted in whole parts of a pixel, so that what is rounded does not add up.
      const [toX, toY] = [x, y].map((place) => Math.round(perPixel * Number(place))) as [number, number];
      const [byX, byY] = [(toX - left) / perPixel, (toY - top) / perPixel];
      [left, top] = [toX, toY];
      return command === 'M' ? `M${toX / perPixel},${toY / perPixel}l` : `${byX},${byY} `;
    })
    .replaceAll(/ (?=M|$)|l(?=M|$)/g, '')
    .replaceAll(/(?<![\d])0\./g, '.')
    .replaceAll(/[, ]-/g, '-');
}
