import { formatNumber } from '#report';
import { html, type Markup } from './html.ts';

export type Column = string;

/** Rows of numbers and words under their columns; the first cell of a row names it. */
export function dataTable(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): Markup {
  return html`<div class="wide" tabindex="0">
    <table class="data">
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr>
              <th scope="row">${text(name!)}</th>
              ${cells.map((cell) => html`<td>${text(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const text = (cell: string | number): string => (typeof cell === 'number' ? formatNumber(cell) : cell);
