import { execa } from 'execa';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { leaseGpu } from '../../src/command/gpu-lease.ts';

/** Numbers that no machine has: whoever uses the machine keeps theirs. */
const [one, other] = [987_001, 987_002];

describe.runIf(process.platform === 'linux')('leaseGpu', () => {
  it('hands out each graphics processor once, and waits for one to come back', async () => {
    const first = await leaseGpu([one, other]);
    const second = await leaseGpu([one, other]);
    expect([first.gpu, second.gpu]).toEqual([one, other]);
    const order: string[] = [];
    const third = leaseGpu([one, other]).then((lease) => {
      order.push('third');
      return lease;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    order.push('released');
    second.release();
    expect((await third).gpu).toBe(other);
    expect(order).toEqual(['released', 'third']);
    first.release();
    (await third).release();
  });

  it('stops waiting when it is told to', async () => {
    const held = await leaseGpu([one]);
    const stop = new AbortController();
    const waiting = leaseGpu([one], stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow('abort');
    held.release();
  });

  it('takes one from a process that was killed', async () => {
    const file = fileURLToPath(new URL('../../src/command/gpu-lease.ts', import.meta.url));
    const program = `
      const { leaseGpu } = await import(${JSON.stringify(file)});
      await leaseGpu([${one}]);
      console.log('has it');
      setInterval(() => undefined, 1000);`;
    const child = execa('node', ['--import', 'tsx', '--input-type=module', '-e', program], { reject: false });
    await once(child.stdout, 'data');
    const waiting = leaseGpu([one]);
    child.kill('SIGKILL');
    const lease = await waiting;
    expect(lease.gpu).toBe(one);
    lease.release();
    await child;
  });
});
