import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inconclusiveReasons } from '../src/claim/types.ts';
import { loadClaim } from '#runner';
import { discoverClaims } from '#sources';
import { kernelTracers } from '../src/engine/trace/kernels/index.ts';
import { allowed } from './architecture/source-rules.ts';
import { runMain } from './cli/run-main.ts';
import { codeWords, excerptsOf, localLinks, strayParts, tableRows, type Page } from './docs/markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = (path: string): Page => ({ path, text: read(path) });

const readme = page('README.md');
const contributing = page('CONTRIBUTING.md');
const entries = discoverClaims(join(root, 'claims'));
const papers = [...new Set(entries.map(({ paper }) => paper))];
const pages = [readme, contributing, ...papers.map((paper) => page(`claims/${paper}/README.md`))];

describe.each(pages)('$path', (given) => {
  it('links lead somewhere', () => {
    const broken = localLinks(given).filter((target) => !existsSync(join(root, dirname(given.path), target)));
    expect(broken).toEqual([]);
  });

  it('quotes what stands in the files', () => {
    for (const excerpt of excerptsOf(given)) expect(strayParts(excerpt, read(excerpt.file))).toEqual([]);
  });

  it('scripts and options that it names exist', async () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object };
    for (const [, script] of given.text.matchAll(/npm run ([a-z]+)/g))
      expect(scripts).toHaveProperty(script!);
    for (const [, command, rest] of given.text.matchAll(/npx claimcheck ([a-z]+)([^`\n]*)/g)) {
      const { code, stdout } = await runMain(command!, '--help');
      expect([command, code]).toEqual([command, 0]);
      for (const [option] of rest!.replace(/#.*/, '').matchAll(/--[a-z-]+/g))
        expect(stdout).toContain(option);
    }
  });
});

describe('README.md', () => {
  it('has an excerpt of a claim, every reason of an inconclusive verdict, and every paper', () => {
    expect(excerptsOf(readme)).toHaveLength(1);
    for (const reason of inconclusiveReasons) expect(codeWords(readme.text)).toContain(reason);
    for (const paper of papers) expect(readme.text).toContain(`(claims/${paper}/README.md)`);
  });

  it('the verdict that it explains is the published one', () => {
    const { label, message } = JSON.parse(read('reports/smoke/badges/group-norm/vs-others.json')) as {
      readonly label: string;
      readonly message: string;
    };
    expect(readme.text).toContain(`✓ ${label}: ${message}`);
    const [, , effect] = message.split(' · ');
    for (const part of effect!.split(/ (?=\()/)) expect(codeWords(readme.text)).toContain(part);
  });

  it('environment variables are those that the sources read, and no other', () => {
    const inSources = ['src', 'bench', 'vitest.config.ts'].flatMap((path) => variablesBelow(path));
    const documented = variablesIn(readme.text + contributing.text);
    expect(documented).toEqual([...new Set(inSources)].filter((name) => name !== 'CLAIMCHECK_CLAIMS').sort());
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

  it('every field of a claim is in the table', async () => {
    const fields = tableRows(contributing, '### Fields of `defineClaim`').flatMap(([field]) =>
      codeWords(field!),
    );
    const claims = await Promise.all(entries.map((entry) => loadClaim(entry)));
    const elsewhere = ['kind', 'runs', 'cases', 'property', 'mutants'];
    const used = claims.flatMap((claim) => Object.keys(claim)).filter((field) => !elsewhere.includes(field));
    expect(used.filter((field) => !fields.includes(field))).toEqual([]);
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

  it('links, rows and words are found', () => {
    expect(localLinks(shown('[a](b.md#c) ![d](e/f.svg) [g](https://h.org) [i](#j)'))).toEqual([
      'b.md',
      'e/f.svg',
    ]);
    expect(tableRows(shown('| a | b |\n| --- | :-- |\n| `c\\|d` | |\nnot | this'))).toEqual([
      ['a', 'b'],
      ['`c|d`', ''],
    ]);
    expect(variablesIn('CLAIMCHECK_B=1 and `CLAIMCHECK_A`, CLAIMCHECK_B')).toEqual([
      'CLAIMCHECK_A',
      'CLAIMCHECK_B',
    ]);
  });
});

function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/CLAIMCHECK_[A-Z]+(?:_[A-Z]+)*/g)].map(([name]) => name))].sort();
}

function variablesBelow(path: string): string[] {
  if (path.endsWith('.ts')) return variablesIn(read(path));
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => variablesIn(read(join(path, file))));
}
