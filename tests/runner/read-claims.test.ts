import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOf } from '#claim';
import { loadClaim, withReader } from '#runner';
import { discoverClaims } from '#sources';
import { upsets, upsettingProject } from './upsetting-claims.ts';

describe('ClaimReader', () => {
  it('each file that upsets its process is told with what it did, and every other claim is read', async () => {
    const beginnings = Object.entries(upsets).map(([name, [beginning]]): [string, string] => [
      name,
      beginning,
    ]);
    const root = join(upsettingProject(Object.fromEntries(beginnings)), 'claims');
    const entries = discoverClaims(root);
    const read = await withReader((reader) => reader.read(entries));
    expect(read.map(({ entry }) => entry)).toEqual(entries);
    const found = new Map(read.map((one) => [one.entry.id.replace('toy-paper/', ''), one]));
    for (const [name, [, message]] of Object.entries(upsets)) {
      expect(found.get(name)).toMatchObject({
        error: {
          id: `toy-paper/${name}`,
          message: expect.stringMatching(message) as string,
          hint: expect.any(String) as string,
        },
      });
      expect(found.get(name)).toMatchObject({
        error: { message: expect.stringContaining(`${name}.claim.ts`) as string },
      });
    }
    const sound = entries.filter(({ id }) => !Object.hasOwn(upsets, id.replace('toy-paper/', '')));
    expect(sound).toHaveLength(4);
    for (const entry of sound) {
      const facts = factsOf(await loadClaim(entry));
      expect(found.get(entry.id.replace('toy-paper/', ''))).toEqual({ entry, facts });
    }
  }, 300_000);

  it('is ended by its signal, with the reason', async () => {
    const root = join(upsettingProject({ loops: 'for (;;);' }), 'claims');
    const stop = new AbortController();
    const reading = withReader((reader) => reader.read(discoverClaims(root)), stop.signal);
    stop.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});
