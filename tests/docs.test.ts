import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inconclusiveReasons } from '../src/claim/types.ts';
import { loadClaim } from '#runner';
import { discoverClaims } from '#sources';
import { kernelTracers } from '../src/engine/trace/kernels/index.ts';
import { descriptions } from '../src/cli/descriptions.ts';
import { operatingCharacteristic } from '#stats';
import { allowed } from './architecture/source-rules.ts';
import { runMain } from './cli/run-main.ts';
import { namedCommands, namedPaths, namedProjects, namedScripts } from './docs/commands.ts';
import {
  anchorsOf,
  codeWords,
  excerptsOf,
  localLinks,
  strayParts,
  tableRows,
  type Page,
} from './docs/markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = (path: string): Page => ({ path, text: read(path) });

const readme = page('README.md');
const contributing = page('CONTRIBUTING.md');
const names = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const documents = names.map((name) => page(`docs/${name}`));
const document = (name: string): Page => page(`docs/${name}.md`);
const entries = discoverClaims(join(root, 'claims'));
const papers = [...new Set(entries.map(({ paper }) => paper))];
const others = [
  'bench/README.md',
  ...readdirSync(join(root, 'examples')).map((name) => `examples/${name}/README.md`),
  ...papers.map((paper) => `claims/${paper}/README.md`),
];
const pages = [readme, contributing, ...documents, ...others.map(page)];
const manifest = JSON.parse(read('package.json')) as {
  readonly scripts: object;
  readonly exports: object;
};

const helps = new Map<string, string>();

/** What a command says of its options; nothing where there is no such command. */
async function helpOf(command: string): Promise<string> {
  if (!helps.has(command)) {
    const { code, stdout } = await runMain(command, '--help');
    helps.set(command, code === 0 ? stdout : '');
  }
  return helps.get(command)!;
}

/** Links of a page that lead to no file, or to no heading of it. */
function brokenLinks(given: Page): string[] {
  return localLinks(given).flatMap(({ file, anchor }) => {
    const target = file === '' ? given.path : join(dirname(given.path), file);
    if (!existsSync(join(root, target))) return [file];
    if (anchor === undefined || !target.endsWith('.md')) return [];
    return anchorsOf(page(target)).includes(anchor) ? [] : [`${file}#${anchor}`];
  });
}

describe.each(pages)('$path', (given) => {
  it('links lead somewhere', () => {
    expect(brokenLinks(given)).toEqual([]);
  });

  it('quotes what stands in the files', () => {
    for (const excerpt of excerptsOf(given)) expect(strayParts(excerpt, read(excerpt.file))).toEqual([]);
  });

  it('scripts, commands, options and claims that it names exist', async () => {
    for (const script of namedScripts(given)) expect(manifest.scripts).toHaveProperty([script]);
    for (const { command, options, claims } of namedCommands(given)) {
      const help = await helpOf(command);
      expect([command, help]).toEqual([command, expect.stringMatching(/./)]);
      for (const option of options) expect(help).toContain(option);
      const known = claims.filter((id) => papers.includes(id.split('/')[0]!));
      expect(known.filter((id) => !entries.some((entry) => entry.id === id))).toEqual([]);
    }
  });

  it('files and projects of vitest that it names exist', () => {
    expect(namedPaths(given).filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const config = read('vitest.config.ts');
    const known = [...config.matchAll(/name: '([a-z-]+)'/g)].map(([, name]) => name);
    expect(namedProjects(given).filter((name) => ![...known, 'claims'].includes(name))).toEqual([]);
  });
});

describe('README.md', () => {
  it('is short, and has every paper and every document', () => {
    expect(readme.text.split('\n').length).toBeLessThanOrEqual(101);
    for (const paper of papers) expect(readme.text).toContain(`(claims/${paper}/README.md)`);
    for (const { path } of [...documents, contributing]) expect(readme.text).toContain(`](${path})`);
  });

  it('environment variables are those that the sources read, and no other', () => {
    const inSources = ['src', 'bench', 'vitest.config.ts'].flatMap((path) => variablesBelow(path));
    const read = [...new Set(inSources)].filter((name) => name !== 'CLAIMCHECK_CLAIMS').sort();
    const documented = [readme, contributing, ...documents].map(({ text }) => text).join('\n');
    expect(variablesIn(documented)).toEqual(read);
    expect(variablesIn(document('reference').text)).toEqual(read);
  });
});

describe('docs', () => {
  it('show a claim, and every reason of an inconclusive verdict', () => {
    expect(excerptsOf(document('writing-claims'))).toHaveLength(1);
    for (const reason of inconclusiveReasons) expect(codeWords(document('verdicts').text)).toContain(reason);
  });

  it('the error rates are those of the rule', () => {
    const rows = tableRows(document('verdicts'), '<!-- power -->').slice(1);
    expect(rows).toHaveLength(6);
    for (const [share, supported, refuted, seeds] of rows) {
      const exact = operatingCharacteristic(parseFloat(share!) / 100);
      expect(supported).toBe(rounded(exact.supported, supported!));
      expect(refuted).toBe(rounded(exact.refuted, refuted!));
      expect(seeds).toBe(exact.meanSeeds.toFixed(1));
    }
  });

  it('the reference has every entry and command, as the command line describes them', () => {
    const rows = tableRows(document('reference'));
    const first = rows.map(([cell]) => codeWords(cell!)[0]);
    const exported = Object.keys(manifest.exports).filter((name) => name !== './package.json');
    for (const name of exported) expect(first).toContain(name.replace(/^\./, 'claimcheck'));
    const commands = tableRows(document('reference'), '## Commands').slice(1);
    expect(
      Object.fromEntries(
        commands
          .slice(0, Object.keys(descriptions).length)
          .map(([name, what]) => [codeWords(name!)[0], what]),
      ),
    ).toEqual(descriptions);
  });

  it('the architecture has every folder of the sources', () => {
    const { text } = document('architecture');
    for (const folder of Object.keys(allowed)) expect(codeWords(text)).toContain(folder);
  });

  it('every field of a claim is in the table', async () => {
    const fields = tableRows(document('writing-claims'), '## Fields of `defineClaim`').flatMap(([field]) =>
      codeWords(field!),
    );
    const claims = await Promise.all(entries.map((entry) => loadClaim(entry)));
    const elsewhere = ['kind', 'runs', 'cases', 'property', 'mutants'];
    const used = claims.flatMap((claim) => Object.keys(claim)).filter((field) => !elsewhere.includes(field));
    expect(used.filter((field) => !fields.includes(field))).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  it('the table of imports is the one that is enforced', () => {
    const rows = tableRows(contributing, '<!-- imports -->').slice(1, 1 + Object.keys(allowed).length);
    const written = rows.map(([folder, may]) => [codeWords(folder!)[0], may]);
    const shown = (name: string): string =>
      name.startsWith('type ') ? `types of \`${name.slice(5)}\`` : `\`${name}\``;
    expect(written).toEqual(
      Object.entries(allowed).map(([folder, may]) => [folder, may.map(shown).join(', ') || 'nothing']),
    );
  });

  it('the supported ops are the kernels that steps are traced with', () => {
    const list = contributing.text.split('<!-- ops -->')[1]!.split(/\n\n(?=[^-\n])/)[0]!;
    expect(codeWords(list).sort()).toEqual(Object.keys(kernelTracers).sort());
  });
});

describe.each(entries)("$id in its paper's README", (entry) => {
  const rows = tableRows(page(`claims/${entry.paper}/README.md`));

  it('has a row of sizes with every tier', () => {
    const name = entry.id.split('/')[1]!;
    expect(rows.filter(([id]) => id === `\`${name}\``)).toEqual([
      [expect.anything(), expect.stringMatching(/\d/), expect.stringMatching(/\d/), expect.anything()],
    ]);
  });
});

describe('the checks of the documentation can fail', () => {
  const shown = (text: string): Page => ({ path: 'X.md', text });

  it('a stretch that is not in the file, or not in that order', () => {
    const quoted = (code: string) =>
      excerptsOf(shown(`<!-- excerpt: a.ts -->\n\n\`\`\`ts\n${code}\n\`\`\`\n`))[0]!;
    const file = 'one\ntwo\nthree\nfour\n';
    expect(strayParts(quoted('one\n// ...\nthree\nfour'), file)).toEqual([]);
    expect(strayParts(quoted('one\nthree'), file)).toEqual(['one\nthree']);
    expect(strayParts(quoted('three\n// ...\none'), file)).toEqual(['one']);
  });

  it('links, headings, rows and words are found', () => {
    expect(localLinks(shown('[a](b.md#c) ![d](e/f.svg) [g](https://h.org) [i](#j)'))).toEqual([
      { file: 'b.md', anchor: 'c' },
      { file: 'e/f.svg' },
      { file: '', anchor: 'j' },
    ]);
    expect(anchorsOf(shown('# A b\n\n## `c`, [d](e): f-g_h\n\n```sh\n# no\n```\n\n### A b\n'))).toEqual([
      'a-b',
      'c-d-f-g_h',
      'a-b-1',
    ]);
    expect(tableRows(shown('| a | b |\n| --- | :-- |\n| `c\\|d` | |\nnot | this'))).toEqual([
      ['a', 'b'],
      ['`c|d`', ''],
    ]);
    const text =
      '`npx claimcheck show a/b --out=x` npm run verify -- --jobs 1 c/d # --no\nnpm run test:package --project unit `src/a.ts` `src/*/b`';
    expect(namedCommands(shown(text))).toEqual([
      { command: 'show', options: ['--out'], claims: ['a/b'] },
      { command: 'verify', options: ['--jobs'], claims: ['c/d'] },
    ]);
    expect(namedScripts(shown(text))).toEqual(['verify', 'test:package']);
    expect(namedProjects(shown(text))).toEqual(['unit']);
    expect(namedPaths(shown(text))).toEqual(['src/a.ts']);
    expect(brokenLinks(shown('[a](README.md#papers) [b](README.md#nothing) [c](none.md)'))).toEqual([
      'README.md#nothing',
      'none.md',
    ]);
    expect(variablesIn('CLAIMCHECK_B=1 and `CLAIMCHECK_A`, CLAIMCHECK_B')).toEqual([
      'CLAIMCHECK_A',
      'CLAIMCHECK_B',
    ]);
  });
});

/** A number as the table has it: to as many digits, or below the bound that it names. */
function rounded(value: number, written: string): string {
  const bound = /^< (.+)$/.exec(written);
  if (bound) return value < Number(bound[1]) ? written : String(value);
  const digits = written.replace(/^0\.0*|\./g, '').length;
  return String(Number(value.toPrecision(digits))) === String(Number(written)) ? written : String(value);
}

function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/CLAIMCHECK_[A-Z]+(?:_[A-Z]+)*/g)].map(([name]) => name))].sort();
}

function variablesBelow(path: string): string[] {
  if (path.endsWith('.ts')) return variablesIn(read(path));
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => variablesIn(read(join(path, file))));
}
