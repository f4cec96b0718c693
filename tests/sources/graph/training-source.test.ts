import { describe, expect, it } from 'vitest';
import { normalisedSource } from '../../../src/sources/graph/normalised-source.ts';
import { trainingSource } from '../../../src/sources/graph/training-source.ts';

const trainingOf = async (text: string): Promise<string | undefined> =>
  trainingSource((await normalisedSource('a.claim.ts', Buffer.from(text)))!);

const claim = (
  fields: Readonly<Record<string, string>> = {},
  before = '',
): string => `import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { trained } from './setting.ts';
import './effect.ts';
${before}
const steps = 3;
const margin = 4;
/** Looks at a seed. */
function gain({ a, b }) {
  return a.accuracy - b.accuracy;
}
export default defineClaim({
  id: 'p/c',
  revision: 1,
  states: ${fields['states'] ?? "'It gains.'"},
  source: { paper, at: 'Fig. 1' },
  tiers: { smoke: { steps: ${fields['steps'] ?? 'steps'} } },
  arms: { a: trained('a'), b: ${fields['arm'] ?? "trained('b')"} },
  measure: ({ values }) => ({ accuracy: ${fields['measure'] ?? 'values.accuracy'} }),
  effect: { name: 'gain', unit: 'x', of: gain, rule: 'exceeds', margin: ${fields['margin'] ?? 'margin'}, because: 'so' },
  requires: [{ name: 'trained', unit: 'x', of: ({ a }) => a.accuracy, rule: 'exceeds', margin: 1, because: 'so' }],
  controls: { none: { replace: 'a', with: 'b' } },
  curves: { loss: { label: ${fields['label'] ?? "'loss'"} } },
  ${fields['more'] ?? ''}
});`;

describe('the training source of a claim', () => {
  it('is the file without what judges and describes, and without what only that used', async () => {
    const text = await trainingOf(claim());
    for (const left of ['It gains', 'paper', 'margin', 'gain', 'requires', 'replace', 'label'])
      expect(text).not.toContain(left);
    for (const kept of ["'p/c'", 'const steps=3', 'trained("a")', 'values.accuracy', './effect.ts'])
      expect(text).toContain(kept.replaceAll("'", '"'));
  });

  it.each([
    ['states', "'It gains a lot.'"],
    ['margin', '5'],
    ['label', "'training loss'"],
    ['more', 'also: [{ of: ({ a }) => a.accuracy }],'],
    ['more', "finding: 'none', expected: 'refuted',"],
  ])('is the same with another %s: %s', async (field, value) => {
    expect(await trainingOf(claim({ [field]: value }))).toBe(await trainingOf(claim()));
  });

  it.each([
    ['steps', '4'],
    ['arm', "trained('c')"],
    ['measure', '2 * values.accuracy'],
    ['more', '...shared,'],
    ['more', 'somethingNew: 1,'],
    ['more', "['effect']: 1,"],
  ])('is another one with another %s: %s', async (field, value) => {
    expect(await trainingOf(claim({ [field]: value }))).not.toBe(await trainingOf(claim()));
  });

  it('keeps what acts when the file is imported', async () => {
    expect(await trainingOf(claim({}, 'register(margin);'))).toContain('register(margin)');
  });

  it.each([
    'export default defineClaim(definition);',
    'export default defineClaim({ id }, 2);',
    'export default other({ id: 1 });',
    'export const a = 1;',
    'const claim = defineClaim({}); export default claim;',
    'export default class {}',
  ])('is not told of another form: %s', async (text) => {
    expect(await trainingOf(text)).toBeUndefined();
  });
});
