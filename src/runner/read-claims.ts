import type { ClaimFacts } from '#claim';
import { UserError } from '#core';
import type { ClaimEntry } from '#sources';
import type { Answer, Question, Questions } from './protocol.ts';
import { RenewedWorker } from './renewed-worker.ts';

/** A claim that cannot be read or judged, and why. */
export interface ClaimError {
  readonly id: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

export type ReadClaim =
  | { readonly entry: ClaimEntry; readonly facts: ClaimFacts }
  | { readonly entry: ClaimEntry; readonly error: ClaimError };

type Ended<Kind extends keyof Questions> = Exclude<Answer<Kind>, { type: 'stopped' }>;

/** Only the signal stops a process, and then there is no answer. */
const endedAlone = { type: 'failed', message: 'its process was ended', detail: '' } as const;

/**
 * Reads claim files in a process of their own, one after the other: no file of somebody else's is imported into the
 * process that counts verdicts. A file that ends, holds or upsets that process is an error of its claim alone.
 *
 * The files share a process, which is many times faster than one for each, and what a file sets for its process stays. No
 * verdict comes of that: nothing is trained here, a claim is judged in a process that has read no other, which refuses other
 * runs than these, and evidence that a claim was made to disagree with is judged anew or refused.
 */
export class ClaimReader {
  readonly #worker = new RenewedWorker();
  readonly #signal: AbortSignal | undefined;
  readonly #kill = (): void => this.#worker.kill();

  /** Everything that is asked rejects with the reason of `signal` once it is aborted. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
    signal?.addEventListener('abort', this.#kill);
  }

  async read(entries: readonly ClaimEntry[]): Promise<ReadClaim[]> {
    const answers = await this.each(entries.map((entry) => ({ type: 'read' as const, entry })));
    return answers.map((answer, index): ReadClaim => {
      const entry = entries[index]!;
      if (answer.type === 'answered') return { entry, facts: answer.value };
      return { entry, error: { id: entry.id, message: answer.message, hint: answer.hint } };
    });
  }

  /** The answers to questions in their order; UserErrors of the process become UserErrors again. */
  async answers<Kind extends keyof Questions>(
    questions: readonly Question<Kind>[],
  ): Promise<Questions[Kind]['answer'][]> {
    return (await this.each(questions)).map((answer) => {
      if (answer.type === 'answered') return answer.value;
      throw answer.hint === undefined
        ? new Error(answer.message)
        : new UserError(answer.message, answer.hint);
    });
  }

  /** The answers to questions in their order, failures among them. */
  async each<Kind extends keyof Questions>(questions: readonly Question<Kind>[]): Promise<Ended<Kind>[]> {
    const answers: Ended<Kind>[] = [];
    for (const question of questions) {
      this.#signal?.throwIfAborted();
      const answer = await this.#worker.do((process) => process.ask(question));
      this.#signal?.throwIfAborted();
      answers.push(answer.type === 'stopped' ? endedAlone : answer);
    }
    return answers;
  }

  close(): void {
    this.#signal?.removeEventListener('abort', this.#kill);
    this.#worker.close();
  }
}

/** Does something with a reader, which is closed afterwards. */
export async function withReader<T>(
  work: (reader: ClaimReader) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const reader = new ClaimReader(signal);
  try {
    return await work(reader);
  } finally {
    reader.close();
  }
}
