import { describe, expect, it } from 'vitest';
import { unwritableHint } from '../../src/core/unwritable-hint.ts';

describe('unwritableHint', () => {
  it('a full disk or quota needs room, whatever else another folder', () => {
    for (const code of ['ENOSPC', 'EDQUOT']) {
      expect(unwritableHint(Object.assign(new Error(code), { code }), '/ledger')).toMatch(
        /room on the disk of \/ledger/,
      );
    }
    expect(unwritableHint(Object.assign(new Error('EACCES'), { code: 'EACCES' }), '/ledger')).toMatch(
      /--out DIR/,
    );
  });
});
