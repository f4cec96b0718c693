import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { discoverClaims } from '#sources';

const claims = fileURLToPath(new URL('../../claims', import.meta.url));

it('every invariant says what its tolerance is relative to', () => {
  const invariants = discoverClaims(claims).filter(({ kind }) => kind === 'invariant');
  const rows = readFileSync(`${claims}/tolerances.md`, 'utf8').matchAll(/^\| `([^`]+)` +\| *\S/gm);
  expect(Array.from(rows, ([, id]) => id).sort()).toEqual(invariants.map(({ id }) => id).sort());
});
