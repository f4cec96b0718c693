import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ClaimAnswer } from './claim-answer.ts';

/** Asks the process of vitest for what became of a claim, and waits for it. */
export async function askForAnswer(path: string, id: string): Promise<ClaimAnswer> {
  const socket = connect(path);
  socket.write(`${id}\n`);
  const answer = await text(socket);
  if (answer === '') return { type: 'stopped' };
  return JSON.parse(answer) as ClaimAnswer;
}
