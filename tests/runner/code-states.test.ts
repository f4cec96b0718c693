import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyChanged } from '../../src/runner/claim-fingerprint.ts';
import { codeFolders, codeParts, codeStates } from '../../src/runner/code-states.ts';
import { commitAll, repository } from '../command/toy-program.ts';

describe('the code of programs in a fingerprint', () => {
  it('is named relative to the claims, and found again by that name', async () => {
    const code = repository({ 'train.py': 'print(1)\n' });
    const states = await codeStates([code]);
    const root = join(code, '..', 'claims');
    const parts = codeParts(states, root);
    expect(Object.keys(parts)).toEqual([`code of programs in ../${code.split('/').at(-1)}`]);
    expect(codeFolders({ ...parts, 'toy-paper/holds.claim.ts': 'a' }, root)).toEqual([code]);
    expect(codeFolders({ 'src/nn': 'b' }, root)).toEqual([]);
  });

  it('is a reason to judge again when a file changes, not when it is committed', async () => {
    const code = repository({ 'train.py': 'print(1)\n' });
    const parts = async () => codeParts(await codeStates([code]), code);
    const before = await parts();
    writeFileSync(join(code, 'train.py'), 'print(2)\n');
    const edited = await parts();
    expect(whyChanged(before, edited)).toEqual(['code of programs in . changed']);
    commitAll(code);
    expect(whyChanged(edited, await parts())).toEqual([]);
  });
});
