import { hanging } from './hanging.ts';

export type Field = readonly [name: string, value: string];

/** Where the values of fields begin. */
const valueColumn = 12;

/** `name  value` lines with their values below each other, wrapped. */
export function fields(lines: readonly Field[], width: number): string {
  return lines.map(([name, value]) => hanging(name.padEnd(valueColumn), value, width)).join('\n');
}
