import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { curveProblems } from '../../src/runner/curve-problems.ts';
import { scripted } from '../claim/scripted.ts';

/** What is said of a claim that measures these series and has these curves, in a folder with this text. */
function problems(measured: readonly string[], curves: readonly string[], text = ''): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-curves-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'toy.claim.ts');
  const declared = curves.map((name) => `  ${name}: { label: 'y' },`).join('\n');
  writeFileSync(
    file,
    `curves: {\n${declared}\n}\nmeasure: ({ series }) => [${measured.map((name) => `series.${name}`).join()}]`,
  );
  writeFileSync(join(folder, 'setting.ts'), text);
  const claim = scripted(
    { effect: [2] },
    {
      curves: Object.fromEntries(curves.map((name) => [name, { label: 'y' }])),
      measure: ({ series }) => ({ score: measured.reduce((sum, name) => sum + series[name]!.length, 0) }),
    },
  );
  return curveProblems(claim, { file });
}

describe('curveProblems', () => {
  it.each([
    ['losss', 'loss'],
    ['los', 'loss'],
    ['Loss', 'loss'],
    ['testAcuracy', 'testAccuracy'],
  ])('curves.%s, where %s is measured', (curve, measured) => {
    expect(problems([measured, 'other'], ['other', curve])).toEqual([
      `claim toy-paper/scores-rise: curves.${curve} names a series that nothing else in the paper's folder names; did you mean ${measured}?`,
    ]);
  });

  it.each<[string, readonly string[], readonly string[], string?]>([
    ['a series that is measured', ['loss'], ['loss']],
    ['a series that the setting records', ['loss'], ['losss'], 'metrics: { losss }'],
    ['a series of quite another name, which a library may record', ['loss'], ['sharpness']],
    ['numbered series', ['loss1'], ['loss2', 'loss']],
    ['long names that differ in more', ['testLoss'], ['trainLoss']],
  ])('nothing of %s', (_, measured, curves, text) => expect(problems(measured, curves, text)).toEqual([]));
});
