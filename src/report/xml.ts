import { printable } from '#core';

export type Attributes = Readonly<Record<string, string | number>>;

/** Text as it may stand between tags and in attributes of well-formed XML 1.0, whatever characters it has. */
export function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return printable(text).replace(/[&<>"]/g, (sign) => entities[sign]!);
}

/** An element; `children` is markup, not text. Numbers keep two decimals. */
export function element(name: string, attributes: Attributes, children = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    const shown = typeof value === 'number' ? Number(value.toFixed(2)) : escapeXml(value);
    return ` ${key}="${shown}"`;
  });
  return `<${name}${written.join('')}${children === '' ? '/>' : `>${children}</${name}>`}`;
}
