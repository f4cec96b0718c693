import { stripVTControlCharacters } from 'node:util';
import { hanging } from '#report';

/** A line of a help: a name, and after a gap what it is. */
const row = /^( +\S.*? {3,})(\S.*)$/;

/**
 * A help as it fits a terminal: where some line is longer, what things are is wrapped beside their names, or stands below them where
 * names take much of the line.
 */
export function fitUsage(text: string, width: number): string {
  const lines = text.split('\n').map((line) => ({ line, columns: stripVTControlCharacters(line).length }));
  if (lines.every(({ line, columns }) => !row.test(line) || columns <= width)) return text;
  return lines
    .map(({ line }) => {
      const [, name, what] = row.exec(line) ?? [];
      if (name === undefined || what === undefined) return line;
      const beside = stripVTControlCharacters(name).length;
      if (beside > width / 3) return `  ${name.trim()}\n${hanging('      ', what, width)}`;
      return `${name}${hanging(' '.repeat(beside), what, width).slice(beside)}`;
    })
    .join('\n');
}
