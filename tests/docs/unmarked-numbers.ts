import { numberForm, wordForm } from '#report';

const number = `(?:${numberForm}|${wordForm})`;
const pair = String.raw`[\d,]+(?:/| of )[\d,]+`;
const marker = String.raw`[)\]*_]*<!-- = [^\n]+? -->`;
const [marked, markedCode] = [`(?:${pair}|${number})${marker}`, `\`([^\`\n]*)\`${marker}`].map(
  (form) => new RegExp(form, 'gi'),
);
const lastInCode = new RegExp(`(?:${pair}|${number})(?!.*\\d)`, 'i');

/** Places in papers, and revisions and seed bases: names that are numbers. */
const place = 'revision|version|section|appendix|table|figure|fig\\.|theorem|base';
const places = new RegExp(
  `\\b(?:${place})s(?: \\d[\\d.]*)(?:(?:, \\d+)* and \\d+)?|\\b(?:(?:${place}) |arxiv:)\\d[\\d.]*`,
  'gi',
);
const names = /(?<![\w.])[A-Za-z][\w.]*(?:-\w+)*/g;

/** Numbers of a block with no marker behind them; those in names, links and places in papers aside. */
export function unmarkedNumbers(block: string): string[] {
  const plain = block
    .replace(markedCode!, (_, code: string) => code.replace(lastInCode, ''))
    .replace(marked!, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\]\([^)]*\)|<?https?:\/\/[^\s>)]+>?/g, '')
    .replace(/^\s*\d+\. /, '')
    .replace(places, '')
    .replace(names, (name) => (/\d/.test(name) ? '' : name));
  return [...plain.matchAll(new RegExp(`${numberForm}(?!\\w)`, 'g'))].map(([found]) => found);
}
