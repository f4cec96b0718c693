import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { AnswerServer } from '../../src/vitest/answer-server.ts';
import { askForAnswer } from '../../src/vitest/ask-for-answer.ts';

it('answers each claim as soon as it is settled, and leaves nothing behind', async () => {
  const settled = new Map<string, (type: 'stopped') => void>();
  const server = new AnswerServer(async (id) => {
    if (id === 'a/skipped') return { type: 'skipped', why: 'no \u2028 tier\n' };
    return { type: await new Promise<'stopped'>((resolve) => settled.set(id, resolve)) };
  });
  const waiting = askForAnswer(server.path, 'a/waits');
  expect(await askForAnswer(server.path, 'a/skipped')).toEqual({ type: 'skipped', why: 'no \u2028 tier\n' });
  await expect.poll(() => settled.has('a/waits')).toBe(true);
  settled.get('a/waits')!('stopped');
  expect(await waiting).toEqual({ type: 'stopped' });
  expect(existsSync(server.path)).toBe(true);
  server.close();
  expect(existsSync(server.path)).toBe(false);
});

it('outlives a test that is gone when its answer comes', async () => {
  const settled = new Map<string, (type: 'stopped') => void>();
  const server = new AnswerServer(async (id) => ({
    type: await new Promise<'stopped'>((resolve) => settled.set(id, resolve)),
  }));
  const killed = connect(server.path);
  killed.write('a/killed\n');
  await expect.poll(() => settled.has('a/killed')).toBe(true);
  // Both in one turn: the answer is written before the server can know that nobody reads it.
  killed.destroy();
  settled.get('a/killed')!('stopped');
  await once(killed, 'close');

  const waiting = askForAnswer(server.path, 'a/next');
  await expect.poll(() => settled.has('a/next')).toBe(true);
  settled.get('a/next')!('stopped');
  expect(await waiting).toEqual({ type: 'stopped' });
  server.close();
});
