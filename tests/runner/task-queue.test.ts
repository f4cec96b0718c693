import { describe, expect, it } from 'vitest';
import type { JudgeTask } from '../../src/runner/protocol.ts';
import { TaskQueue } from '../../src/runner/task-queue.ts';

const task = (id: string): JudgeTask => ({
  entry: { id, paper: id.split('/')[0]!, kind: 'empirical', file: `/${id}.claim.ts` },
  keys: { fingerprint: {}, salt: '', files: {}, code: {}, data: {} },
});

describe('TaskQueue', () => {
  it('keeps the order when every task is done before the next is taken', () => {
    const tasks = ['a/1', 'a/2', 'b/1'].map(task);
    const queue = new TaskQueue(tasks);
    const taken = tasks.map(() => {
      const next = queue.take()!;
      queue.done(next);
      return next;
    });
    expect(taken).toEqual(tasks);
    expect(queue.take()).toBeUndefined();
  });

  it('two lanes rather work at two papers, and at one when there is no other', () => {
    const queue = new TaskQueue(['a/1', 'a/2', 'b/1', 'a/3'].map(task));
    const take = (): string | undefined => queue.take()?.entry.id;
    expect([take(), take()]).toEqual(['a/1', 'b/1']);
    expect(take()).toBe('a/2');
    expect(take()).toBe('a/3');
    expect(take()).toBeUndefined();
  });

  it('a paper is free again when its claim is done', () => {
    const queue = new TaskQueue(['a/1', 'b/1', 'a/2', 'b/2'].map(task));
    const first = queue.take()!;
    queue.take();
    queue.done(first);
    expect(queue.take()?.entry.id).toBe('a/2');
  });

  it('a lane rather takes runs that no other lane trains', () => {
    const on = (id: string, runsFile?: string): JudgeTask => ({ ...task(id), runsFile });
    const queue = new TaskQueue([on('a/1', 'r'), on('a/2', 'r'), on('a/3'), on('a/4', 's')]);
    const taken = [1, 2, 3, 4].map(() => queue.take()?.entry.id);
    expect(taken).toEqual(['a/1', 'a/3', 'a/4', 'a/2']);
  });
});
