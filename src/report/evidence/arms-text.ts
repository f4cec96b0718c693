import type { Evidence } from '#claim';
import { formatNumber, plural } from '../format.ts';
import { armNames, armSettings, differs, scanText, sizeSettings, type Setting } from '../trained-rows.ts';
import { fields, type Field } from './fields.ts';
import { hanging } from './hanging.ts';

/** The arms, what each of them was made of, the sizes of the tier, and what scans recorded. Empty where nothing was trained. */
export function armsText(evidence: Evidence, width: number): string {
  const arms = armNames(evidence);
  if (arms.length === 0) return '';
  const { trained = [], perSeed } = evidence;
  const amount = `${arms.length} on ${plural(perSeed.length, 'seed')}: ${arms.join(', ')}`;
  const sizes = sizeSettings(evidence);
  const scans = trained.flatMap((one) => one.scans.map((scan) => scanText(one.arms, scan)));
  return [
    fields([['arms', amount]], width),
    ...settingLines(evidence, width),
    fields(
      [
        ...(sizes.length > 0 ? [['sizes', listOf(sizes)] as const] : []),
        ...scans.map((text, index): Field => [index === 0 ? 'trained' : '', text]),
      ],
      width,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Columns that names of arms may take before their settings are told below and not beside them. */
const widestName = 24;

/** What all arms have in common, and of each what it has for itself. */
function settingLines(evidence: Evidence, width: number): string[] {
  const { arms, rows } = armSettings(evidence);
  const common = rows.filter((row) => arms.length > 1 && !differs(row));
  const own = rows.filter((row) => !common.includes(row));
  const lines = [
    ['all', listOf(common.map(([name, value]) => [name, value!]))] as const,
    ...arms.map((arm, index) => {
      const settings = own.map(([name, ...values]): Setting => [name, values[index]!]);
      return [arm, listOf(settings.filter(([, value]) => value !== '-'))] as const;
    }),
  ].filter(([, text]) => text !== '');
  const column = Math.max(10, ...lines.map(([name]) => name.length + 2));
  if (column > widestName) {
    return lines.flatMap(([name, text]) => [`  ${name}`, hanging('    ', text, width)]);
  }
  return lines.map(([name, text]) => hanging(`  ${name.padEnd(column)}`, text, width));
}

/** Settings of one arm that are told; some arms have those of every training that they look at. */
const told = 24;

function listOf(settings: readonly Setting[]): string {
  const shown = settings
    .slice(0, told)
    .map(([name, value]) => `${name}=${typeof value === 'number' ? formatNumber(value) : value}`);
  const more = settings.length > told ? [`and ${settings.length - told} more, on its page`] : [];
  return [...shown, ...more].join('; ');
}
