import { blocksOf, type Block } from './blocks.ts';
import type { Page } from './markdown.ts';
import { unmarkedNumbers } from './unmarked-numbers.ts';

/** Where numbers are from that are not of published evidence, as a note names it. */
const kinds = ['settings', 'paper', 'development', 'unpublished', 'measured'];

/** What sections of a paper's README have numbers of without a note, by their headings; '' is the beginning. */
export const papersSections: Readonly<Record<string, string>> = {
  '': 'paper',
  Definitions: 'settings',
  'Deviations from the paper': 'settings',
  Tiers: 'settings',
  Claims: 'settings',
  "The paper's numbers": 'paper',
};

const note = /<!-- numbers: (\w+)(?:, [^\n]+?)? -->/g;
const notesIn = (text: string): string[] => [...text.matchAll(note)].map(([, kind]) => kind!);

/** What is said of more than the seeds that settings were chosen on. */
const ofJudged = /judge seeds?\b|\bpublished\b|standard tier/i;

/** Blocks under one note that stands alone, or under one heading. */
interface Stretch {
  readonly kind: string | undefined;
  /** Line of the note; none where a heading begins it. */
  readonly note: number | undefined;
  readonly blocks: readonly Block[];
}

/**
 * Numbers of a page of which nothing says where they are from, and notes that say nothing. A number is of published evidence
 * and has a marker behind it; or a note in its paragraph, item or table says what it is of; or one that stands alone and holds
 * up to the next of these or the next heading; or the heading of its section does.
 */
export function originProblems(
  { path, text }: Page,
  sections: Readonly<Record<string, string>> = {},
): string[] {
  return stretchesOf(text, sections).flatMap((stretch) => {
    const problems = stretch.blocks.flatMap((block) => {
      const problem = blockProblem(block, stretch.kind);
      return problem === undefined ? [] : [`${path}:${block.line}: ${problem}`];
    });
    const needed = stretch.blocks.some(({ text: one }) => isOpen(one));
    if (stretch.note === undefined || needed) return problems;
    return [...problems, `${path}:${stretch.note}: ${idle}`];
  });
}

const idle = 'a note of where numbers are from, and there are none';

/** Whether a block has numbers that its own text says nothing of. */
const isOpen = (text: string): boolean => notesIn(text).length === 0 && unmarkedNumbers(text).length > 0;

function stretchesOf(text: string, sections: Readonly<Record<string, string>>): Stretch[] {
  const stretches: { kind: string | undefined; note: number | undefined; blocks: Block[] }[] = [];
  for (const block of blocksOf(text)) {
    const [kind] = notesIn(block.text);
    if (block.type === 'heading') stretches.push({ kind: sections[block.text], note: undefined, blocks: [] });
    else if (block.type === 'text') stretches.at(-1)?.blocks.push(block);
    else if (kind !== undefined) stretches.push({ kind, note: block.line, blocks: [] });
  }
  return stretches;
}

function blockProblem({ text }: Block, around: string | undefined): string | undefined {
  const [own] = notesIn(text);
  const numbers = unmarkedNumbers(text).join(', ');
  const kind = own ?? around;
  if (numbers === '') return own === undefined ? undefined : idle;
  if (kind === undefined) return `nothing says where these are from: ${numbers}`;
  if (!kinds.includes(kind)) return `"${kind}" is none of ${kinds.join(', ')}`;
  const mixed = own === undefined && kind === 'development' && ofJudged.test(text);
  return mixed
    ? `it speaks of more than development seeds; say of these where they are from: ${numbers}`
    : undefined;
}
