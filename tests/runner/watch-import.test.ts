import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { watchImport } from '../../src/runner/watch-import.ts';

const tell = () => Promise.resolve();

it('waits for what loads beside an import, as on a busy machine', async () => {
  const { port1, port2 } = new MessageChannel();
  const load = () => {
    port1.on('message', () => undefined);
    void pause(1500).then(() => port2.close());
    return Promise.resolve('loaded');
  };
  await expect(watchImport('claims/p/slow.claim.ts', load, { tell })).resolves.toBe('loaded');
});

it('refuses what an import leaves running, with its kind', async () => {
  const server = createServer();
  const load = async () => {
    server.listen(0);
    await once(server, 'listening');
  };
  try {
    await expect(watchImport('claims/p/left.claim.ts', load, { tell })).rejects.toThrow(
      'claims/p/left.claim.ts leaves something running when it is imported (TCPServerWrap)',
    );
  } finally {
    server.close();
  }
});
