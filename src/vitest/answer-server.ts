import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { ClaimAnswer } from './claim-answer.ts';

/** Where tests ask for the verdicts of their claims: vitest gives them no other way back into its process. */
export class AnswerServer {
  /** What tests connect to. */
  readonly path = socketPath();
  readonly #server: Server;

  /** @param answer called with the id of a claim by its test */
  constructor(answer: (id: string) => Promise<ClaimAnswer>) {
    this.#server = createServer((socket) => void reply(socket, answer)).listen(this.path);
    this.#server.unref();
    // A run that is interrupted while nothing is judged exits without closing.
    process.once('exit', this.#remove);
  }

  close(): void {
    this.#server.close();
    process.off('exit', this.#remove);
    this.#remove();
  }

  readonly #remove = (): void => {
    if (process.platform !== 'win32') rmSync(this.path, { force: true });
  };
}

function socketPath(): string {
  const name = `claimcheck-${randomUUID().slice(0, 13)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

async function reply(socket: Socket, answer: (id: string) => Promise<ClaimAnswer>): Promise<void> {
  const lines = createInterface({ input: socket });
  // A test that is gone needs no answer. The interface emits the errors of its socket once more.
  socket.on('error', () => socket.destroy());
  lines.on('error', () => undefined);
  for await (const id of lines) {
    socket.end(`${JSON.stringify(await answer(id))}\n`);
    return;
  }
}
