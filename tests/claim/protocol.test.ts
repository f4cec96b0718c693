import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import { defineClaim, evidenceProblems, judge, type Protocol } from '#claim';
import { definition, options, scores } from './scripted.ts';

const toy = definition({ effect: scores(30) });
const proxy: Protocol = { fidelity: 'proxy', differences: ['textures in place of photographs'] };
const scaled: Protocol = { fidelity: 'scaled', differences: ['a width of 64 in place of 512'] };

function refusal(changes: object): string {
  try {
    defineClaim({ ...toy, ...changes });
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('protocol', () => {
  it.each([
    ['one for all tiers', { protocol: proxy }],
    ['one of a tier alone', { protocol: { smoke: proxy } }],
    ['data generated as the paper generates them', { protocol: { ...scaled, generated: true } }],
    [
      'data that the tier reads',
      {
        tiers: { smoke: {}, standard: { data: ['mnist'] } },
        protocol: { smoke: proxy, standard: scaled },
      },
    ],
    [
      'what is the paper’s own',
      { protocol: { smoke: { fidelity: 'exact', generated: true, differences: [] } } },
    ],
  ])('may be %s', (_, changes) => expect(refusal(changes)).toBe('accepted'));

  it.each([
    [
      { protocol: 'proxy' },
      'protocol is "proxy", which is not an object; give { fidelity, differences }, or such by tier',
    ],
    [
      { protocol: { fidelity: 'real', differences: [] } },
      'protocol.fidelity is "real"; use exact, scaled or proxy',
    ],
    [
      { protocol: { fidelity: 'proxy' } },
      'protocol.differences is missing; list what differs from the paper',
    ],
    [{ protocol: { ...proxy, differences: [''] } }, 'protocol.differences[0] is ""; list what differs'],
    [{ protocol: { ...proxy, differences: [] } }, 'protocol.differences is empty; list what differs'],
    [
      { protocol: scaled },
      'protocol.fidelity is "scaled" but tiers.smoke names no data; name the data sets that it reads, say generated: true',
    ],
    [
      { protocol: { standard: { fidelity: 'exact', generated: true, differences: ['fewer steps'] } } },
      'protocol.standard.fidelity is "exact" but differences are listed',
    ],
    [{ protocol: { real: proxy } }, 'protocol.real is of a tier that the claim has not'],
    [
      { protocol: { smoke: { ...proxy, generated: false } } },
      'protocol.smoke.generated is false; leave it out',
    ],
  ])('is refused as in %j', (changes, message) => expect(refusal(changes)).toContain(message));

  it('is in the evidence of its tier, and follows from the claim', async () => {
    const claim = defineClaim({ ...toy, protocol: { smoke: proxy } });
    const evidence = await judge(claim, { ...options, tier: 'smoke' });
    expect(evidence.protocol).toEqual(proxy);
    const forged = { ...evidence, protocol: { ...proxy, fidelity: 'exact' as const } };
    expect(evidenceProblems(forged, claim)).toMatchObject([
      { path: 'protocol.fidelity', stored: 'exact', derived: 'proxy' },
    ]);
    const bare = await judge(defineClaim(toy), { ...options, tier: 'smoke' });
    expect(bare).not.toHaveProperty('protocol');
    expect(evidenceProblems({ ...bare, protocol: proxy }, defineClaim(toy))).not.toEqual([]);
  });
});
