import { formatSeconds, hanging, plainTable, plural } from '#report';
import { unitText, type Unit, type UnitPlan } from '#runner';

/** Characters of a key that are shown: enough to name its unit. */
const shown = 12;

const unknown = 'unknown';

/** What has to be trained, as text: a line for each unit, and what all take together. */
export function unitsText({ units, judged, without, tier }: UnitPlan, width: number): string {
  const rows = units.map((unit) => [
    unit.key.slice(0, shown),
    unit.done ? 'done' : unit.seconds === null ? unknown : formatSeconds(unit.seconds),
    unit.megabytes === null ? unknown : `${unit.megabytes} MB`,
    unitText(unit),
  ]);
  return [
    ...(rows.length > 0 ? [plainTable(['key', 'time', 'memory', 'unit'], rows), ''] : []),
    hanging('', totals(units), width),
    ...(judged.length > 0
      ? [hanging('', `${plural(judged.length, 'claim')} with evidence that still holds`, width)]
      : []),
    ...without.map((id) => hanging('', `${id} is left out: it has no tier "${tier}"`, width)),
  ].join('\n');
}

/** `12 units, 3 done; 9 to train: 4 min 10 s, and 2 of which nothing tells`. */
function totals(units: readonly Unit[]): string {
  const open = units.filter(({ done }) => !done);
  const done = units.length - open.length;
  const known = open.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const seconds = known.reduce((sum, one) => sum + one, 0);
  const rest = open.length - known.length;
  return [
    `${plural(units.length, 'unit')}, ${done} done`,
    ...(known.length > 0 ? [`${known.length} take about ${formatSeconds(seconds)} together`] : []),
    ...(rest > 0 ? [`${rest} of unknown time`] : []),
  ].join('; ');
}
