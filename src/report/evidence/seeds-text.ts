import type { Evidence, PanelEvidence } from '#claim';
import { formatSigned, formatUnit } from '../format.ts';
import { keyedTable, letterKey, type KeyedColumn } from './keyed-table.ts';

/** What every seed gave: a column a panel, of the claim and of each control. Empty where there are no seeds. */
export function seedsText({ perSeed, panels, requires, controls }: Evidence, width: number): string {
  if (perSeed.length === 0) return '';
  const required = requires?.panels ?? [];
  const cells = ({ values }: Pick<PanelEvidence, 'values'>): string[] =>
    perSeed.map((_, seed) => formatSigned(values[seed] ?? NaN));
  const own = [...panels, ...required].map((panel, index): KeyedColumn => ({
    name: panel.name,
    key: letterKey(index),
    cells: cells(panel),
  }));
  const exchanged = controls.map(({ name, panels: others }, control) =>
    others.map((panel, index): KeyedColumn => {
      const shown = others.length === 1 ? name : `${name}: ${panel.name}`;
      return { name: shown, key: `${letterKey(index)}${control + 1}`, cells: cells(panel) };
    }),
  );
  const legend = [
    ...panels.map(({ name, unit }) => `${name}${unitText(unit)}`),
    ...required.map(({ name, unit }) => `${name}${unitText(unit)}, required`),
  ].map((text, index) => [letterKey(index), text] as const);
  const exchanges = controls.map(
    ({ name }, control) => [keysText(exchanged[control]!), `with the control: ${name}`] as const,
  );
  return keyedTable(
    {
      head: { name: 'seed', key: 'seed' },
      rows: perSeed.map(({ seed }) => seed),
      groups: [own, ...exchanged],
      legend: [...legend, ...exchanges],
    },
    width,
  );
}

function unitText(unit: string): string {
  const text = formatUnit(unit).trim();
  return text === '' ? '' : ` (${text})`;
}

/** `A1`, or `A1 to C1`. */
function keysText(columns: readonly KeyedColumn[]): string {
  const [first, last] = [columns[0]?.key ?? '', columns.at(-1)?.key ?? ''];
  return first === last ? first : `${first} to ${last}`;
}
