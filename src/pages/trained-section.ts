import type { Evidence } from '#claim';
import { formatNumber, plural, protocolLines } from '#report';
import { curveChart, figureChart } from './curve-chart.ts';
import { dataTable } from './data-table.ts';
import { html, type Markup } from './html.ts';

/** What was trained: how near to the paper, sizes, arms and their settings, scans, figures and curves. */
export function trainedSection(evidence: Evidence): Markup | null {
  const { perSeed: rows, curves, figures = [], steps, programs = [] } = evidence;
  const arms = Object.keys(rows[0]?.arms ?? {});
  if (arms.length === 0) return null;
  const series = [...new Set(curves.map((curve) => curve.series))];
  const amount = `${plural(arms.length, 'arm')} on ${plural(rows.length, 'seed')}, ${steps} optimizer steps in all: ${arms.join(', ')}.`;
  return html`<h2>What was trained</h2>
    <p>${amount}</p>
    ${protocol(evidence)} ${sizes(evidence)} ${settings(evidence, arms)} ${scans(evidence)}
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

function sizes({ size, tier }: Evidence): Markup | null {
  if (!size || Object.keys(size).length === 0) return null;
  return html`<h3>${`Sizes of tier ${tier}`}</h3>
    ${dataTable(
      ['size', 'value'],
      leaves(size).map(([name, value]) => [name, value]),
    )}`;
}

/** A row for each setting, a column for each arm; what all arms have in common comes last. */
function settings({ settings }: Evidence, arms: readonly string[]): Markup | null {
  if (!settings) return null;
  const known = arms.filter((arm) => settings[arm]);
  const byArm = known.map((arm) => new Map(leaves(settings[arm]!)));
  const names = [...new Set(byArm.flatMap((own) => [...own.keys()]))];
  const cells = names.map((name) => [name, ...byArm.map((own) => own.get(name) ?? '-')]);
  const differs = ([, first, ...others]: readonly (string | number)[]): boolean =>
    others.some((value) => value !== first);
  return html`<h3>Arms</h3>
    ${dataTable(['setting', ...known], [...cells.filter(differs), ...cells.filter((row) => !differs(row))])}`;
}

/** Numbers and words of nested records, under their path. */
function leaves(
  value: Readonly<Record<string, unknown>>,
  path = '',
): [name: string, value: string | number][] {
  return Object.entries(value).flatMap(([key, item]): [string, string | number][] => {
    const name = path === '' ? key : `${path}.${key}`;
    if (Array.isArray(item)) return [[name, item.map(textOf).join(', ')]];
    if (typeof item === 'object' && item !== null) return leaves(item as Record<string, unknown>, name);
    return [[name, typeof item === 'number' ? item : textOf(item)]];
  });
}

const textOf = (value: unknown): string =>
  typeof value === 'number'
    ? formatNumber(value)
    : typeof value === 'string'
      ? value
      : (JSON.stringify(value) ?? String(value));

/** What the scans recorded when they ran. */
function scans({ trained }: Evidence): Markup | null {
  if (!trained) return null;
  return html`<h3>Recorded while it trained</h3>
    ${trained.flatMap(({ arms, scans: own }) =>
      own.map(
        ({ name, steps, replicas, state, inputs, data }) =>
          html`<details>
            <summary>
              ${`${arms.join(', ')}: ${name}, ${plural(steps, 'step')} of ${plural(replicas, 'replica')}, ${count(state)} numbers of state each`}
            </summary>
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
          </details>`,
      ),
    )}`;
}

const shapeOf = (shape: readonly number[]): string =>
  shape.length === 0 ? 'a number' : shape.map(String).join(' x ');

const shapesOf = (arrays: Readonly<Record<string, readonly number[]>>): string =>
  Object.entries(arrays)
    .map(([name, shape]) => `${name} ${shapeOf(shape)}`)
    .join(', ');

const count = (state: Readonly<Record<string, readonly number[]>>): number =>
  Object.values(state).reduce((sum, shape) => sum + shape.reduce((all, extent) => all * extent, 1), 0);
