/** What XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets), escaped or not. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Texts of the picture in their order; throws where the markup is not well-formed. */
export function textsOf(svg: string): string[] {
  const sign = forbidden.exec(svg)?.[0];
  if (sign !== undefined) throw new Error(`${JSON.stringify(sign)} is no character of XML`);
  const open: string[] = [];
  const texts: string[] = [];
  const token = /<(\/?)([a-zA-Z]+)((?: [a-zA-Z0-9:-]+="[^"<>]*")*)(\/?)>|([^<>]+)|(.)/gsy;
  for (const [, closing, name, , empty, text, stray] of svg.matchAll(token)) {
    if (stray !== undefined) throw new Error(`stray ${stray}`);
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot);)/.test(text)) throw new Error(`bare & in ${text}`);
      if (open.at(-1) === 'text') texts.push(text);
    } else if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    } else if (empty !== '/') open.push(name!);
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} left open`);
  return texts;
}
