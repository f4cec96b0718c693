import { expect, it } from 'vitest';
import {
  badgeMessage,
  fidelityWord,
  protocolLines,
  tierWords,
  verdictPicture,
  verdictTable,
  verdictWords,
} from '#report';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';

const proxy = { fidelity: 'proxy', differences: ['a toy in place of a robot'] } as const;
const refuted = toyEvidence({ verdict: 'refuted', expected: 'refuted', finding: 'No.', protocol: proxy });
const scaled = { ...refuted, protocol: { ...proxy, fidelity: 'scaled', generated: true } } as const;

it('what a stand-in refutes is refuted at this scale, wherever a verdict is shown', () => {
  expect(verdictWords(refuted)).toBe('refuted at this scale');
  expect(verdictWords(scaled)).toBe('refuted');
  expect(verdictWords(toyEvidence({ protocol: proxy }))).toBe('supported');
  expect(badgeMessage(refuted)).toMatch(/^refuted at this scale 8\/8 · .* · smoke, proxy$/);
  const row = { evidence: refuted, wallSeconds: 1, engine: 'cpu' };
  expect(verdictTable([row], { width: 200, color: false })).toContain('◆ refuted at this scale (a finding)');
  const picture = verdictPicture([{ evidence: refuted, stale: false }], 'caption');
  expect(picture).toContain('>◆ refuted at this scale<');
  expect(picture).toContain('>proxy<');
});

it('a fidelity stands beside its tier where something is trained and the claim says how near it is', () => {
  expect(tierWords(scaled)).toBe('smoke, scaled');
  expect(tierWords(toyEvidence())).toBe('smoke');
  expect(fidelityWord(toyInvariant({ protocol: { fidelity: 'theorem', differences: [] } }))).toBe('');
  expect(protocolLines(scaled)).toEqual([
    'scaled: the paper’s kind of model and of data, smaller; data are generated, as the paper’s are',
    'a toy in place of a robot',
  ]);
  expect(protocolLines(toyEvidence())).toHaveLength(1);
});
