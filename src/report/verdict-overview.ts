import type { Verdict } from '#claim';
import { printableParts } from '#core';
import { plural } from './format.ts';
import { markOf, marks } from './mark.ts';
import { textLine, type TextStyle, widthOfText } from './svg.ts';
import type { PictureRow } from './verdict-picture.ts';
import { element, escapeXml } from './xml.ts';

type State = Verdict | 'not judged';

// An opaque card: what stands on it reads the same on light and dark pages.
const ink = { strong: '#1f2328', faint: '#59636e', line: '#d1d9e0', card: '#ffffff' };

/** Colours of a verdict. */
const looks: Readonly<Record<State, { readonly fill: string; readonly edge: string }>> = {
  supported: { fill: '#dafbe1', edge: '#1a7f37' },
  refuted: { fill: '#ffebe9', edge: '#cf222e' },
  inconclusive: { fill: '#fff8c5', edge: '#9a6700' },
  'not judged': { fill: '#f6f8fa', edge: ink.faint },
};

const padding = 18;
const width = 1080;
const chipHeight = 22;
const [chipGap, lineGap, rowGap] = [6, 6, 12];

const mono: TextStyle = { size: 11.5, fill: ink.strong, family: 'mono' };
const strong: TextStyle = { ...mono, size: 12, weight: 600 };
const small: TextStyle = { size: 11, fill: ink.faint };

interface Chip {
  readonly name: string;
  readonly state: State;
  /** As everywhere: supported, a finding, or not as expected. */
  readonly mark: string;
  readonly theorem: boolean;
  /** Another verdict than the expected one, or none. */
  readonly unexpected: boolean;
  /** Judged with sources that have changed since. */
  readonly stale: boolean;
}

/**
 * The verdicts of many claims as a small picture (SVG, no script, nothing fetched): a line of chips per paper, one per
 * claim, coloured by its verdict and marked by whether it was expected; `caption` stands below.
 */
export function verdictOverview(judged: readonly PictureRow[], caption: string): string {
  const rows = printableParts(judged);
  const papers = [...new Set(rows.map(paperOf))];
  const left = padding + 20 + Math.max(0, ...papers.map((paper) => widthOfText(paper, 12, 'mono')));
  let y = padding;
  const lines = papers.map((paper) => {
    const claims = rows.filter((row) => paperOf(row) === paper);
    const { markup, height } = chipsOf(claims.map(chipOf), left, y);
    const label = textLine(padding, y + 15, paper, strong);
    y += height + rowGap;
    return label + markup;
  });
  const signs = legend(y + 2);
  const height = y + signs.height + 32;
  const body = [
    element('title', {}, escapeXml(`Verdicts of ${plural(rows.length, 'claim')}`)),
    element('desc', {}, escapeXml(rows.map((row) => `${idOf(row)}: ${chipOf(row).state}.`).join(' '))),
    element('rect', {
      ...{ x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 8 },
      ...{ fill: ink.card, stroke: ink.line },
    }),
    ...lines,
    signs.markup,
    textLine(padding, y + signs.height + 20, caption, small),
  ];
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return `${element('svg', { xmlns: 'http://www.w3.org/2000/svg', role: 'img', ...size }, body.join('\n'))}\n`;
}

function idOf(row: PictureRow): string {
  return 'evidence' in row ? row.evidence.id : row.id;
}

function paperOf(row: PictureRow): string {
  return idOf(row).split('/')[0]!;
}

function chipOf(row: PictureRow): Chip {
  const name = idOf(row).split('/').slice(1).join('/');
  if (!('evidence' in row)) {
    return {
      name,
      state: 'not judged',
      mark: marks.unexpected,
      theorem: false,
      unexpected: true,
      stale: false,
    };
  }
  const { verdict, kind } = row.evidence;
  const mark = markOf(row.evidence);
  return {
    ...{ name, state: verdict, mark, theorem: kind === 'invariant' },
    unexpected: mark === marks.unexpected,
    stale: row.stale,
  };
}

/** Chips in as many lines as they need, and the height of these. */
function chipsOf(
  chips: readonly Chip[],
  left: number,
  top: number,
): { readonly markup: string; readonly height: number } {
  let [x, y] = [left, top];
  const markup = chips.map((chip) => {
    const wide = chipWidth(chip);
    if (x + wide > width - padding && x > left) {
      x = left;
      y += chipHeight + lineGap;
    }
    const drawn = drawChip(chip, x, y);
    x += wide + chipGap;
    return drawn;
  });
  return { markup: markup.join(''), height: y + chipHeight - top };
}

function textOf({ name, mark }: Chip): string {
  return `${mark} ${name}`;
}

function chipWidth(chip: Chip): number {
  return Math.ceil(widthOfText(textOf(chip), mono.size, 'mono')) + 16;
}

function drawChip(chip: Chip, x: number, y: number): string {
  const { fill, edge } = looks[chip.state];
  const shape = { x: x + 0.5, y: y + 0.5, width: chipWidth(chip) - 1, height: chipHeight - 1 };
  return (
    element('rect', {
      ...{ ...shape, rx: chip.theorem ? 2 : 10.5, fill, stroke: edge },
      ...(chip.unexpected && { 'stroke-width': 2.5 }),
      ...(chip.stale && { 'stroke-dasharray': '3 2' }),
    }) + textLine(x + 8, y + 15, textOf(chip), mono)
  );
}

function legend(y: number): ReturnType<typeof chipsOf> {
  const common = {
    state: 'supported',
    mark: marks.supported,
    theorem: false,
    unexpected: false,
    stale: false,
  } as const;
  const chips: readonly Chip[] = [
    { ...common, name: 'supported' },
    { ...common, name: 'a finding: refuted', state: 'refuted', mark: marks.finding },
    { ...common, name: 'a finding: inconclusive', state: 'inconclusive', mark: marks.finding },
    { ...common, name: 'a theorem, on generated cases', theorem: true },
    { ...common, name: 'unexpected', mark: marks.unexpected, unexpected: true },
    { ...common, name: 'of older sources', stale: true },
  ];
  return chipsOf(chips, padding, y);
}
