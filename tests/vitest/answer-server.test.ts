import { existsSync } from 'node:fs';
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
