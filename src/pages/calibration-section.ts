import { type CalibrationSummary, formatNumber } from '#report';
import { dataTable } from './data-table.ts';
import { html, type Markup } from './html.ts';

/** How often claims were supported where there is nothing to find, and how many sabotages they noticed. */
export function calibrationSection({ claims, tier, date, commit, rows }: CalibrationSummary): Markup {
  const percent = (share: number): string => `${formatNumber(100 * share)} %`;
  return html`<h2>Calibration</h2>
    <p>
      ${`Stored seeds of ${claims} claims at tier ${tier} were put in places where there is nothing to find, and sabotaged; found on ${date} at commit ${commit}. Intervals are exact ones of 95 %.`}
    </p>
    ${dataTable(
      ['what', 'count', 'of', 'share', 'interval'],
      rows.map(({ what, count, of, low, high }) => [
        what,
        ...[count, of].map(String),
        percent(count / of),
        `${percent(low)} to ${percent(high)}`,
      ]),
    )}`;
}
