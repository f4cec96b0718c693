import type { Evidence } from '#claim';
import { armNames, armSettings, plural, protocolLines, scanText, sizeSettings } from '#report';
import { curveChart, figureChart } from './curve-chart.ts';
import { dataTable } from './data-table.ts';
import { html, type Markup } from './html.ts';

/** What was trained: how near to the paper, sizes, arms and their settings, scans, figures and curves. */
export function trainedSection(evidence: Evidence): Markup | null {
  const { perSeed: rows, curves, figures = [], steps, programs = [] } = evidence;
  const arms = armNames(evidence);
  if (arms.length === 0) return null;
  const series = [...new Set(curves.map((curve) => curve.series))];
  const amount = `${plural(arms.length, 'arm')} on ${plural(rows.length, 'seed')}, ${steps} optimizer steps in all: ${arms.join(', ')}.`;
  return html`<h2>What was trained</h2>
    <p>${amount}</p>
    ${protocol(evidence)} ${sizes(evidence)} ${settings(evidence)} ${scans(evidence)}
    ${programs.map(({ arm, command }) => html`<p>${`${arm}: ${command.join(' ')}`}</p>`)}
    ${figures.map(
      (figure) =>
        html`<h3>${figure.name}</h3>
          ${figureChart(figure)}`,
    )}
    ${series.map((name) => {
      const own = curves.filter((curve) => curve.series === name);
      return html`<h3>${own[0]!.label}</h3>
        ${curveChart(own)}`;
    })}`;
}

function protocol(evidence: Evidence): Markup {
  const [fidelity, ...differences] = protocolLines(evidence);
  return html`<h3>How near to the paper</h3>
    <p>${fidelity}</p>
    ${
      differences.length > 0 &&
      html`<ul>
        ${differences.map((difference) => html`<li>${difference}</li>`)}
      </ul>`
    }`;
}

function sizes(evidence: Evidence): Markup | null {
  const rows = sizeSettings(evidence);
  if (rows.length === 0) return null;
  return html`<h3>${`Sizes of tier ${evidence.tier}`}</h3>
    ${dataTable(['size', 'value'], rows)}`;
}

/** A row for each setting, a column for each arm. */
function settings(evidence: Evidence): Markup | null {
  if (!evidence.settings) return null;
  const { arms, rows } = armSettings(evidence);
  return html`<h3>Arms</h3>
    ${dataTable(['setting', ...arms], rows)}`;
}

/** What the scans recorded when they ran. */
function scans({ trained }: Evidence): Markup | null {
  if (!trained) return null;
  return html`<h3>Recorded while it trained</h3>
    ${trained.flatMap(({ arms, scans: own }) =>
      own.map((scan) => {
        const { state, inputs, data } = scan;
        return html`<details>
          <summary>${scanText(arms, scan)}</summary>
          ${
            Object.keys(inputs).length > 0 &&
            dataTable(
              ['input of a step', 'shape', 'first', 'last'],
              Object.entries(inputs).map(([input, { shape, first, last }]) => [
                input,
                shapeOf(shape),
                first ?? '-',
                last ?? '-',
              ]),
            )
          }
          ${Object.keys(data).length > 0 && html`<p>${`Data: ${shapesOf(data)}.`}</p>`}
          <p>${`State: ${shapesOf(state)}.`}</p>
        </details>`;
      }),
    )}`;
}

const shapeOf = (shape: readonly number[]): string =>
  shape.length === 0 ? 'a number' : shape.map(String).join(' x ');

const shapesOf = (arrays: Readonly<Record<string, readonly number[]>>): string =>
  Object.entries(arrays)
    .map(([name, shape]) => `${name} ${shapeOf(shape)}`)
    .join(', ');
