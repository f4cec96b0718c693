import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { sha256 } from '#core';

beforeEach(() => {
  vi.useRealTimers();
});

/** A source file, and a place to keep its facts. */
function files(): { readonly source: string; readonly kept: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kept-facts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const source = join(folder, 'source.ts');
  writeFileSync(source, "import { a } from './a.ts';\nexport const b = a;");
  return { source, kept: join(folder, 'ledger', 'sources.json') };
}

/** A process of its own remembers nothing but what is kept. */
async function keptFacts(path: string) {
  vi.resetModules();
  const { KeptFacts } = await import('../../../src/sources/graph/kept-facts.ts');
  return new KeptFacts(path);
}

async function keep(source: string, kept: string): Promise<{ readonly hash: string }> {
  const facts = await keptFacts(kept);
  const state = await facts.of(source);
  facts.save();
  return state.facts;
}

/** Changes what is kept, with the digest of what it then is. */
function forge(kept: string, change: (text: string) => string): void {
  const text = change(readFileSync(kept, 'utf8').split('\n')[1]!);
  writeFileSync(kept, `${sha256(text)}\n${text}`);
}

describe('KeptFacts', () => {
  it('takes what is kept of a file that was old when it was read, and of the same code', async () => {
    const { source, kept } = files();
    vi.setSystemTime(Date.now() + 10_000);
    const { hash } = await keep(source, kept);
    forge(kept, (text) => text.replace(hash, 'forged'));
    expect((await keep(source, kept)).hash).toBe('forged');
    forge(kept, (text) => text.replace(/"version":"./, '"version":"!'));
    expect((await keep(source, kept)).hash).toBe(hash);
  });

  it('reads a file that was young once more, and parses it only when it is another', async () => {
    const { source, kept } = files();
    const { hash } = await keep(source, kept);
    forge(kept, (text) => text.replace(hash, 'forged'));
    expect((await keep(source, kept)).hash).toBe('forged');
    writeFileSync(source, 'export const b = 3;');
    expect((await keep(source, kept)).hash).not.toBe('forged');
  });

  it('sees an edit of the same length within the same moment', async () => {
    const { source, kept } = files();
    const found = await keep(source, kept);
    writeFileSync(source, readFileSync(source, 'utf8').replace('const b', 'const c'));
    expect(await keep(source, kept)).not.toEqual(found);
  });

  it('sees an edit whose author set the time back', async () => {
    const { source, kept } = files();
    const past = new Date('2020-01-01');
    utimesSync(source, past, past);
    const found = await keep(source, kept);
    writeFileSync(source, readFileSync(source, 'utf8').replace('const b', 'const c'));
    utimesSync(source, past, past);
    expect(await keep(source, kept)).not.toEqual(found);
  });

  it('gives one state of a file to all that ask it', async () => {
    const { source, kept } = files();
    const facts = await keptFacts(kept);
    const first = await facts.of(source);
    writeFileSync(source, 'export const b = 2;');
    expect(await facts.of(source)).toBe(first);
    expect((await (await keptFacts(kept)).of(source)).signature).not.toBe(first.signature);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -2)],
    ['edited', (text: string) => text.replace(/"hash":"./, '"hash":"!')],
    ['empty', () => ''],
  ])('takes nothing from a file that is %s', async (_, damage) => {
    const { source, kept } = files();
    const found = await keep(source, kept);
    writeFileSync(kept, damage(readFileSync(kept, 'utf8')));
    expect(await keep(source, kept)).toEqual(found);
  });

  it('does without a folder that it may not write to', async () => {
    const { source } = files();
    const facts = await keptFacts(join(source, 'no-folder', 'sources.json'));
    const { hash } = (await facts.of(source)).facts;
    facts.save();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
