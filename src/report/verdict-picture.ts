import type { Evidence, Verdict } from '#claim';
import { isExpected, printableParts } from '#core';
import { controlText, furtherText, refutedElsewhere } from './control-verdict.ts';
import { decisiveEffect, decisivePanel } from './decisive-panel.ts';
import { fidelityWord, verdictWords } from './fidelity-text.ts';
import { formatEvidence, formatNumber, formatRule, formatUnit, plural } from './format.ts';
import { markOf, marks } from './mark.ts';
import { seedStrip } from './seed-strip.ts';
import { shortened, textLine, type TextStyle, widthOfText } from './svg.ts';
import { element, escapeXml } from './xml.ts';

/** One row of the picture: a judged claim, or one that could not be judged. */
export type PictureRow =
  | {
      readonly evidence: Evidence;
      /** The sources have changed since: the verdict is of the code before. */
      readonly stale: boolean;
    }
  | { readonly id: string; readonly message: string };

// An opaque card: what stands on it reads the same on light and dark pages.
const ink = { strong: '#1f2328', faint: '#59636e', line: '#d1d9e0', card: '#ffffff', band: '#f6f8fa' };
const verdictColors: Readonly<Record<Verdict | 'not judged', string>> = {
  supported: '#1a7f37',
  refuted: '#cf222e',
  inconclusive: '#9a6700',
  'not judged': ink.faint,
};
const strip = { seeds: '#0969da', controls: '#818b98', margin: '#cf222e', axis: ink.line };

const main: TextStyle = { size: 12.5, fill: ink.strong };
const mono: TextStyle = { ...main, size: 12, family: 'mono' };
const small: TextStyle = { size: 11, fill: ink.faint };
const head: TextStyle = { size: 11, fill: ink.faint, weight: 600 };

const padding = 18;
const gap = 16;
const rowHeight = 46;
const headHeight = 40;
const stripWidth = 160;
/** Of a verdict in one word. */
const pillWidth = 104;

/** Characters of a small line, beyond which it is cut. */
const mostOfNote = 48;
const mostOfMargin = 32;
const mostOfPanel = 32;

/** What a row says, a cell of at most two lines per column. */
interface Cells {
  readonly verdict: Verdict | 'not judged';
  readonly mark: string;
  /** The verdict as it is shown. */
  readonly words: string;
  readonly claim: readonly [id: string, note: string];
  readonly seeds: string;
  readonly evidence: string;
  readonly effect: readonly [effect: string, margin: string];
  readonly control: readonly [control: string, panels: string];
  /** What the picture has no room for, in full. */
  readonly elsewhere: readonly string[];
  readonly tier: readonly [tier: string, fidelity: string];
  readonly source: Evidence | undefined;
}

interface Column {
  readonly name: string;
  readonly width: number;
  readonly draw: (cells: Cells, x: number, y: number) => string;
}

/**
 * The verdicts as a picture (SVG, no script, nothing fetched): claim, verdict, seeds, evidence, effect against margin,
 * control and tier, with a dot per seed; `caption` stands below.
 */
export function verdictPicture(rows: readonly PictureRow[], caption: string): string {
  const cells = rows.map((row) => cellsOf(printableParts(row)));
  const columns = columnsFor(cells);
  const needed = columns.reduce((sum, { width }) => sum + width + gap, 2 * padding - gap);
  const width = Math.ceil(Math.max(needed, 2 * padding + widthOfText(caption, small.size)));
  const bottom = headHeight + rows.length * rowHeight;
  const height = bottom + 56;
  const body = [
    element('title', {}, escapeXml(`Verdicts of ${plural(rows.length, 'claim')}`)),
    element('desc', {}, escapeXml(cells.map(sentenceOf).join(' '))),
    element('rect', {
      ...{ x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 8 },
      ...{ fill: ink.card, stroke: ink.line },
    }),
    ...cells.flatMap((_, index) => band(index, width)),
    ...spread(columns).map(({ column, x }) => textLine(x, 25, column.name, head)),
    ...cells.flatMap((cell, index) =>
      spread(columns).map(({ column, x }) => column.draw(cell, x, headHeight + index * rowHeight)),
    ),
    legend(bottom + 20),
    textLine(padding, bottom + 42, caption, small),
  ];
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return `${element('svg', { xmlns: 'http://www.w3.org/2000/svg', role: 'img', ...size }, body.join('\n'))}\n`;
}

function cellsOf(row: PictureRow): Cells {
  if (!('evidence' in row)) {
    const none = { seeds: '', evidence: '', elsewhere: [], tier: ['', ''] as const, source: undefined };
    return {
      ...none,
      verdict: 'not judged',
      mark: marks.unexpected,
      words: 'not judged',
      claim: [row.id, shortened(row.message, mostOfNote)],
      effect: ['', ''],
      control: ['', ''],
    };
  }
  const { evidence, stale } = row;
  const further = furtherText(evidence, mostOfPanel);
  return {
    verdict: evidence.verdict,
    mark: markOf(evidence),
    words: verdictWords(evidence),
    claim: [evidence.id, noteOf(evidence, stale)],
    seeds: `${evidence.successes}/${evidence.seeds}`,
    evidence: evidence.kind === 'invariant' ? '' : typeset(formatEvidence(evidence)),
    effect: effectOf(evidence),
    control: [controlText(evidence), further === '' ? '' : `by ${further}`],
    elsewhere: refutedElsewhere(evidence),
    tier: [evidence.tier, fidelityWord(evidence)],
    source: evidence,
  };
}

function effectOf(evidence: Evidence): Cells['effect'] {
  const { worstError } = evidence;
  const panel = decisivePanel(evidence);
  if (panel) {
    const margin = `margin ${formatRule(panel)}${formatUnit(panel.unit)}`;
    return [typeset(decisiveEffect(evidence)!), shortened(typeset(margin), mostOfMargin)];
  }
  return worstError === undefined ? ['', ''] : [formatNumber(worstError), 'largest error of a case'];
}

function typeset(text: string): string {
  return text
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤')
    .replaceAll(/-(?=\d)/g, '−');
}

function noteOf(evidence: Evidence, stale: boolean): string {
  const { expected, finding, panels } = evidence;
  if (stale) return 'stale: its sources have changed since';
  if (!isExpected(evidence)) return `expected ${expected}`;
  if (finding !== undefined) return shortened(`finding: ${finding}`, mostOfNote);
  return shortened(panels[0]?.name ?? 'a property of generated cases', mostOfNote);
}

function columnsFor(cells: readonly Cells[]): Column[] {
  const widest = (name: string, lines: (cell: Cells) => readonly (readonly [string, TextStyle])[]): number =>
    Math.max(
      widthOfText(name, head.size),
      ...cells.flatMap(lines).map(([text, { size, family }]) => widthOfText(text, size, family)),
    );
  const oneLine = (name: string, style: TextStyle, of: (cell: Cells) => string): Column => ({
    name,
    width: widest(name, (cell) => [[of(cell), style]]),
    draw: (cell, x, y) => (of(cell) === '' ? '' : textLine(x, y + 27, of(cell), style)),
  });
  const twoLines = (
    name: string,
    style: TextStyle,
    of: (cell: Cells) => readonly [string, string],
  ): Column => ({
    name,
    width: widest(name, (cell) => [
      [of(cell)[0], style],
      [of(cell)[1], small],
    ]),
    draw: (cell, x, y) => {
      const [first, second] = of(cell);
      if (second === '') return first === '' ? '' : textLine(x, y + 27, first, style);
      return textLine(x, y + 20, first, style) + textLine(x, y + 36, second, small);
    },
  });
  const widestPill = Math.max(
    ...cells.map(({ mark, words }) => widthOfText(`${mark} ${words}`, pillText.size)),
  );
  const pills = Math.max(pillWidth, Math.ceil(widestPill) + 24);
  return [
    twoLines('claim', { ...mono, weight: 600 }, ({ claim }) => claim),
    { name: 'verdict', width: pills, draw: (cell, x, y) => pill(cell, pills, x, y + 12) },
    oneLine('seeds', mono, ({ seeds }) => seeds),
    oneLine('evidence', mono, ({ evidence }) => evidence),
    {
      name: 'effect of each seed',
      width: stripWidth,
      draw: ({ source }, x, y) =>
        source ? seedStrip(source, { x, y: y + rowHeight / 2, width: stripWidth }, strip) : '',
    },
    twoLines('effect (bound) against margin', mono, ({ effect }) => effect),
    twoLines('control', main, ({ control }) => control),
    twoLines('tier', main, ({ tier }) => tier),
  ];
}

/** Columns with the x at which each begins. */
function spread(columns: readonly Column[]): { column: Column; x: number }[] {
  let next = padding;
  return columns.map((column) => {
    const x = next;
    next += column.width + gap;
    return { column, x };
  });
}

function band(index: number, width: number): string {
  const y = headHeight + index * rowHeight;
  const fill = index % 2 === 0 ? ink.band : ink.card;
  return element('rect', { x: 1, y, width: width - 2, height: rowHeight, fill });
}

const pillText: TextStyle = { size: 11.5, fill: '#ffffff', weight: 600, anchor: 'middle' };

function pill({ verdict, mark, words }: Cells, width: number, x: number, y: number): string {
  const shape = { x, y, width, height: 22, rx: 11, fill: verdictColors[verdict] };
  return element('rect', shape) + textLine(x + width / 2, y + 15.2, `${mark} ${words}`, pillText);
}

function legend(y: number): string {
  const items: readonly (readonly [mark: (x: number) => string, text: string])[] = [
    [(cx) => element('circle', { cx, cy: y, r: 3.2, fill: strip.seeds, 'fill-opacity': 0.55 }), 'a seed'],
    [
      (cx) => element('circle', { cx, cy: y, r: 3.2, fill: 'none', stroke: strip.controls }),
      'the same seed with the mechanism removed (negative control)',
    ],
    [(x) => element('line', { x1: x, y1: y - 6, x2: x, y2: y + 6, stroke: strip.margin }), 'margin'],
  ];
  let x = padding + 4;
  const parts = items.map(([mark, text]) => {
    const part = mark(x) + textLine(x + 9, y + 4, text, small);
    x += 26 + widthOfText(text, small.size);
    return part;
  });
  return parts.join('');
}

function sentenceOf({ claim, words, seeds, evidence, effect, elsewhere }: Cells): string {
  const facts = [seeds, evidence, effect[0], effect[1]].filter((fact) => fact !== '').join(', ');
  const controls = elsewhere.length === 0 ? '' : `; refuted control ${elsewhere.join(', ')}`;
  return `${claim[0]}: ${words}${facts === '' ? '' : ` (${facts})`}${controls}.`;
}
