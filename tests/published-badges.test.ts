import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tiers } from '#core';
import { publishedFolder } from '#report';
import { badgeDisagreements } from './report/badge-disagreements.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const suites = [root, ...readdirSync(join(root, 'examples')).map((name) => join(root, 'examples', name))];
const folders = suites
  .flatMap((suite) => tiers.map((tier) => publishedFolder(join(suite, 'reports'), tier)))
  .filter((folder) => existsSync(join(folder, 'summary.json')));

it('there is something published', () => {
  expect(folders).toContain(join(root, 'reports'));
});

it.each(folders)('badges of claims, papers and suite in %s say what its summary says', (folder) => {
  expect(badgeDisagreements(folder)).toEqual([]);
});

describe('a badge that says something else is told', () => {
  const [standard, smoke] = [join(root, 'reports'), join(root, 'reports', 'smoke')];
  const [claim, proxy, theorem, replicated] = [
    ...['group-norm/vs-others', 'lamb/superior', 'lamb/layerwise-norm', 'relu-support-vectors/limit'],
  ].map((id) => `badges/${id}`);
  /** What is told where the files of these names are read with a part of them replaced. */
  const forged = (folder: string, names: readonly string[], part: string, other: string): string[] => {
    let found = 0;
    const told = badgeDisagreements(folder, (from, name) => {
      const text = readFileSync(join(from, name), 'utf8');
      if (!names.includes(name)) return text;
      if (text.includes(part)) found++;
      return text.replaceAll(part, other);
    });
    expect(found, part).toBe(names.length);
    return told;
  };

  it.each([
    ['a verdict', claim!, 'supported 8/8', 'inconclusive 8/8', /verdict inconclusive, wanted supported/],
    ['a count', claim!, ' 8/8', ' 7/8', /successes 7, wanted 8/],
    ['the seeds', claim!, ' 8/8', ' 8/12', /seeds 12, wanted 8/],
    ['the evidence', claim!, 'E=110', 'E=111', /E 111, wanted 110\.1/],
    ['the effect', claim!, '+23.2', '+23.4', /effect \+23\.4, wanted 23\.2/],
    ['its bound', claim!, '+12.8', '+12.7', /bound \+12\.7, wanted 12\.79/],
    ['the tier', claim!, 'standard', 'smoke', /tier smoke, wanted standard/],
    ['the fidelity', claim!, 'proxy', 'exact', /fidelity exact, wanted proxy/],
  ] as const)('%s', (_, name, part, other, message) => {
    const found = forged(standard, [`${name}.svg`, `${name}.json`], part, other);
    expect(found.join('\n')).toMatch(message);
    expect(found.filter((line) => !line.startsWith(`${name}: `))).toEqual([]);
  });

  it.each([
    ['the scale', proxy!, ' at this scale', '', /at this scale false, wanted true/],
    ['the mutants', theorem!, '5/5', '4/5', /all mutants killed false, wanted true/],
    ['the runs', replicated!, 'in 2 runs', 'in 3 runs', /runs 3, wanted 2/],
    ['the machines', replicated!, 'on one kind', 'on 2 kinds', /machines 2, wanted 1/],
    ['the evidence of all runs', replicated!, 'E=12144', 'E=12145', /E 12145, wanted 1214/],
    ['the seeds of all runs', replicated!, ' 16/16', ' 16/24', /seeds 24, wanted 16/],
    ['a paper', 'badges/lamb', '5 supported', '4 supported', /counts .*"supported":4.*"supported":5/],
    ['the suite', 'badge', '28 findings', '27 findings', /counts .*"findings":27.*"findings":28/],
  ] as const)('%s', (_, name, part, other, message) => {
    const found = forged(smoke, [`${name}.svg`, `${name}.json`], part, other);
    expect(found.join('\n')).toMatch(message);
    expect(found.filter((line) => !line.startsWith(`${name}: `))).toEqual([]);
  });

  it.each([
    [
      'what is read aloud',
      `${claim}.svg`,
      '<title>group-norm/vs-others: supp',
      '<title>group-norm/vs-others: P',
    ],
    ['what is shown', `${claim}.svg`, '>group-norm/vs-others</text>', '>group-norm/few-lines</text>'],
    ['the colour of one form', 'badges/lamb.svg', '#4b0', '#dd4343'],
    ['the colour that no such verdict has', `${proxy}.json`, '"red"', '"brightgreen"'],
    ['a claim that the summary lacks', 'summary.json', '"group-norm/vs-others"', '"group-norm/few-lines"'],
    ['the label', `${claim}.json`, '"group-norm/vs-others"', '"group-norm/few-lines"'],
  ] as const)('%s', (_, name, part, other) => {
    expect(forged(smoke, [name], part, other)).not.toEqual([]);
  });
});
