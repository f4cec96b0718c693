import { describe, expect, it } from 'vitest';
import { factsOf } from '#claim';
import { paper, scripted } from './scripted.ts';

describe('source', () => {
  it('refuses a reading that is none', () => {
    const source = { paper, at: 'Fig. 1', reading: 'skimmed' as 'body' };
    expect(() => scripted({ effect: [1] }, { source })).toThrow(
      'source.reading is "skimmed"; say how the place was read: body, second-hand, abstract or memory',
    );
  });

  it('refuses a report without words', () => {
    const source = { paper, at: 'Fig. 1', reported: ' ' };
    expect(() => scripted({ effect: [1] }, { source })).toThrow('source.reported');
  });

  it('goes into the facts as it is', () => {
    const source = {
      paper,
      at: 'Table 3',
      reading: 'body',
      version: 'arXiv v3',
      reported: '24.8 %',
    } as const;
    expect(factsOf(scripted({ effect: [1] }, { source })).source).toEqual(source);
  });
});
