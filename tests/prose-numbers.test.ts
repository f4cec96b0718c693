import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withMarkedValues } from '../src/runner/tables/marked-values.ts';
import { publishedValues } from '../src/runner/tables/published-values.ts';
import { withVerdictLines } from '../src/runner/tables/verdict-lines.ts';
import { blocksOf } from './docs/blocks.ts';
import { originProblems, papersSections } from './docs/number-origins.ts';
import { unmarkedNumbers } from './docs/unmarked-numbers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const namesIn = (folder: string): string[] => readdirSync(join(root, folder));
const papers = namesIn('claims').filter((name) => existsSync(join(root, 'claims', name, 'README.md')));

/** Pages whose numbers are held, with the folder whose `reports` they are of. */
const pages = [
  ...['README.md', 'docs/verdicts.md', 'docs/report.md'].map((path) => ({ path, suite: '' })),
  ...papers.map((paper) => ({ path: `claims/${paper}/README.md`, suite: '', paper })),
  ...namesIn('examples').map((name) => ({ path: `examples/${name}/README.md`, suite: `examples/${name}` })),
];

describe.each(pages)('$path', ({ path, suite, ...of }) => {
  const text = readFileSync(join(root, path), 'utf8');

  it('has the published values where it marks them', () => {
    const { valueOf, lineOf } = publishedValues(join(root, suite, 'reports'));
    const numbers = withMarkedValues({ path, text, ...of }, valueOf).changed;
    const found = [...numbers, ...withVerdictLines(text, lineOf).changed].map(
      (one) => `${path}:${one.line}: written ${one.written}, found ${one.published} (${one.of})`,
    );
    expect(found).toEqual([]);
  });

  it('says of every other number where it is from', () => {
    expect(originProblems({ path, text }, 'paper' in of ? papersSections : {})).toEqual([]);
  });
});

it.each(['README.md', 'docs/verdicts.md'])('%s shows and explains a published verdict', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  const { lineOf } = publishedValues(join(root, 'reports'));
  expect(text).toContain(`\n    ${lineOf('group-norm/vs-others', 'smoke')}\n`);
  for (const what of ['E', 'effect', 'bound'])
    expect(text).toContain(`\`<!-- = group-norm/vs-others smoke ${what} -->`);
});

describe('numbers that have no marker', () => {
  const marker = '<!-- = a/b smoke effect -->';

  it.each([
    [`25.4${marker} points, 8 of 8<!-- = a/b smoke k/n --> seeds`, []],
    [`(>= +22.3)${marker} \`> 2.15 points\`${marker} **five**${marker}`, []],
    [
      'by 25.4 points on 8 of 8 seeds, 1,500 in 12-fold at -0.5 and .1',
      ['25.4', '8', '8', '1,500', '12', '-0.5', '.1'],
    ],
    [`25.4 and 3${marker}`, ['25.4']],
    [`\`+25.4 > 2\`${marker}`, ['+25.4']],
    ['`E=110` and 1e-3 %', ['110', '1e-3']],
    [
      'CIFAR-10, ResNet-18, 3x3, conv2d, x_1, v4.2, arXiv:1803.08494, [a 7](b-8.md#9), https://c.org/10',
      ['7'],
    ],
    ['revision 3, revisions 2 and 3, section 4.1, Table 2, bases 0, 1 and 2', []],
    ['in revision 3, 20 of 24; revisions 3, 20 seeds', ['20', '24', '20']],
    ['1. first\n', []],
  ])('%s', (text, numbers) => {
    expect(unmarkedNumbers(text)).toEqual(numbers);
  });
});

describe('where numbers are from', () => {
  const problems = (text: string) =>
    originProblems({ path: 'a.md', text: `# A\n\n${text}\n` }, { Sizes: 'settings' });
  const note = (kind: string): string => `<!-- numbers: ${kind} -->`;

  it.each([
    ['a paragraph without a note', 'It is 7.', ['a.md:3: nothing says where these are from: 7']],
    ['a note in it', `It is 7. ${note('development')}`, []],
    ['a note that says more', `It is 7. ${note('measured, on 2 cores')}`, []],
    ['a note before it', `${note('paper')}\n\nIt is 7.\n\n- It is 8.\n\n| a |\n| - |\n| 9 |`, []],
    ['a heading that says it', '## Sizes\n\nIt is 7.', []],
    [
      'a heading between',
      `${note('paper')}\n\nIt is 7.\n\n## B\n\nIt is 8.`,
      ['a.md:9: nothing says where these are from: 8'],
    ],
    [
      'an item of a list',
      `- It is 7. ${note('paper')}\n- It is\n  8.\n`,
      ['a.md:4: nothing says where these are from: 8'],
    ],
    ['a table', '| a |\n| - |\n| 7 |', ['a.md:3: nothing says where these are from: 7']],
    [
      'code and what is generated',
      '    7\n\n```\n8\n```\n\n<!-- claims -->\n\n| a |\n| - |\n| 9 |\n\n<!-- /claims -->\n',
      [],
    ],
    [
      'a kind that is none',
      `It is 7. ${note('guess')}`,
      ['a.md:3: "guess" is none of settings, paper, development, unpublished, measured'],
    ],
    [
      'a note that stands for nothing',
      `It is so. ${note('paper')}`,
      ['a.md:3: a note of where numbers are from, and there are none'],
    ],
    [
      'one that stands alone for nothing',
      `${note('paper')}\n\nIt is so.`,
      ['a.md:3: a note of where numbers are from, and there are none'],
    ],
    [
      'judge seeds among development seeds',
      `${note('development')}\n\nIt is 7.\n\nOn judge seeds it is 8.`,
      ['a.md:7: it speaks of more than development seeds; say of these where they are from: 8'],
    ],
    ['judge seeds with a note of their own', `On judge seeds it is 8. ${note('unpublished')}`, []],
  ])('%s', (_, text, wanted) => {
    expect(problems(text)).toEqual(wanted);
  });

  it('blocks have the lines in which they begin', () => {
    const text = '# A\n\nb\nc\n\n- d\n- e\n\n  f\n\n<!-- g -->\n\nh\n';
    expect(blocksOf(text).map(({ line, type }) => [line, type])).toEqual([
      ...[
        [1, 'heading'],
        [3, 'text'],
        [6, 'text'],
        [7, 'text'],
        [11, 'comment'],
        [13, 'text'],
      ],
    ]);
  });
});
