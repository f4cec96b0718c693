import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { drawn, html, type Markup } from './html.ts';
import { dataTable, type Column } from './data-table.ts';

/** What is used of the DOM, whose types this package does not load. */
interface Drawing {
  setAttribute(name: string, value: string): void;
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
  }) as unknown as Drawing;
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', label);
  return html`<figure>
    ${drawn(shortened(drawing.outerHTML))}
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
  return markup.replaceAll(/ (?:d|[xy]|c[xy]|[xy][12]|transform)="[^"]*"/g, rounded);
}
