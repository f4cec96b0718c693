import type { CanaryRecord } from '#engine';
import { formatNumber, plural } from './format.ts';

const engines = { reference: 'the reference engine', onnxruntime: 'ONNX Runtime' } as const;

/** What the first steps of a claim's programs gave beside another engine, in a line. */
export function canaryText(records: readonly CanaryRecord[]): string {
  if (records.length === 0) return 'no program was compiled';
  const held = records.filter((record) => record.outcome === 'held');
  const parts = Object.entries(engines).flatMap(([beside, name]) => {
    const own = held.filter((record) => record.beside === beside);
    if (own.length === 0) return [];
    const share = formatNumber(Math.max(...own.map((record) => record.share)));
    return [
      `${plural(own.length, 'program')} held against ${name}, at most ${share} of what rounding explains`,
    ];
  });
  const reasons = new Map<string, number>();
  for (const record of records) {
    if (record.outcome === 'skipped') reasons.set(record.reason, (reasons.get(record.reason) ?? 0) + 1);
  }
  const skipped = [...reasons].map(([reason, count]) => `${plural(count, 'program')} not held: ${reason}`);
  return [...parts, ...skipped].join('; ');
}
